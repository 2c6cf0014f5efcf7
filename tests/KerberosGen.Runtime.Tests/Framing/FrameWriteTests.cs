using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Framing;
using KerberosGen.Runtime.Tests.Declared;

namespace KerberosGen.Runtime.Tests.Framing;

/// <summary>Header and payload leave together, in one span, or not at all.</summary>
public sealed class FrameWriteTests
{
    [Fact]
    public void Header_and_payload_are_one_span()
    {
        var output = new CountingWriter();
        int written = Frame.Write(output, new TestHeader { Tag = 7, Code = 999, PayloadSize = 999 }, new Mixed { Little = 1 });
        Assert.Equal(TestHeader.Size + Mixed.Size, written);
        Assert.Equal((1, 1), (output.Spans, output.Advances));
        Assert.Equal([1, 0, 14, 0, 0, 0, 7, 1, 0, 0, 0, .. new byte[10]], output.Written);
    }

    [Fact]
    public void Packets_of_variable_and_of_no_size_are_one_span_too()
    {
        var output = new CountingWriter();
        Frame.Write(output, default(TestHeader), new Note { Text = "hi"u8 });
        Assert.Equal((1, 1), (output.Spans, output.Advances));
        Frame.Write(output, default(TestHeader), default(Nothing));
        Assert.Equal((2, 2), (output.Spans, output.Advances));
        Assert.Equal([2, 0, 4, 0, 0, 0, 0, 2, 0, (byte)'h', (byte)'i', 3, 0, 0, 0, 0, 0, 0], output.Written);
    }

    [Fact]
    public void A_packet_that_cannot_be_packed_leaves_nothing_behind()
    {
        var output = new CountingWriter();
        byte[] tooLong = new byte[ushort.MaxValue + 1];
        Assert.Throws<InvalidOperationException>(() => Frame.Write(output, default(TestHeader), new Note { Text = tooLong }));
        Assert.Equal(0, output.Advances);
        Assert.Empty(output.Written);
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused_and_left_alone()
    {
        byte[] destination = new byte[TestHeader.Size + Mixed.Size - 1];
        Assert.Throws<ArgumentException>(() => Frame.Write(destination, new TestHeader { Tag = 1 }, new Mixed { Little = 1 }));
        Assert.Equal(new byte[destination.Length], destination);
    }

    [Fact]
    public void A_packet_alone_is_one_span_and_an_empty_one_is_none()
    {
        var output = new CountingWriter();
        output.WritePacket(new Note { Text = "hi"u8 });
        Assert.Equal((1, 1), (output.Spans, output.Advances));
        output.WritePacket(default(Nothing));
        Assert.Equal([2, 0, (byte)'h', (byte)'i'], output.Written);
    }

    private sealed class CountingWriter : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _inner = new();

        public int Spans { get; private set; }

        public int Advances { get; private set; }

        public byte[] Written => _inner.WrittenSpan.ToArray();

        public void Advance(int count)
        {
            Advances++;
            _inner.Advance(count);
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException("A packet is written to a span.");

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Spans++;
            return _inner.GetSpan(sizeHint);
        }
    }
}
