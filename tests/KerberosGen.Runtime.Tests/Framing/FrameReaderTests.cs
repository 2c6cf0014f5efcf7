using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Framing;
using KerberosGen.Runtime.Tests.Declared;

namespace KerberosGen.Runtime.Tests.Framing;

/// <summary>Packets out of a pipe, however the bytes arrive.</summary>
public sealed class FrameReaderTests
{
    private const uint Limit = 1_000;

    private static readonly Gen<(ushort Code, byte[] Payload)> Packets =
        from seed in RandomChecks.Seeds
        select RandomPacket(new Random(seed));

    [Fact]
    public void Any_segmentation_gives_the_same_packets_in_order() =>
        RandomChecks.ForAll(Packets.ArrayOf().Zip(RandomChecks.Seeds), sample =>
        {
            var random = new Random(sample.Item2);
            Pipe pipe = NewPipe(random);
            using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
            byte[] stream = [.. sample.Item1.SelectMany(packet => FrameOf(packet.Code, packet.Payload))];
            var read = new List<(ushort, string)>();
            for (int at = 0; at < stream.Length;)
            {
                int size = Math.Min(random.Next(1, 60), stream.Length - at);
                Write(pipe, stream.AsMemory(at, size));
                at += size;
                Assert.True(Fill(reader));
                Drain(reader, read);
            }

            Assert.Equal(sample.Item1.Select(packet => (packet.Code, Convert.ToHexString(packet.Payload))), read);
            Assert.Equal(0, reader.Pending);
        }, samples: 300);

    [Fact]
    public void Pipelined_packets_are_handed_out_after_one_wait()
    {
        Pipe pipe = new();
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        Write(pipe, (byte[])[.. FrameOf(3, []), .. FrameOf(9, [1, 2]), .. FrameOf(3, []), 1]);
        Assert.True(Fill(reader));
        var read = new List<(ushort, string)>();
        Drain(reader, read);
        Assert.Equal([(3, ""), (9, "0102"), (3, "")], read);
        Assert.Equal(1, reader.Pending);
    }

    [Theory]
    [InlineData(9, Limit + 1)]
    [InlineData(9, uint.MaxValue)]
    [InlineData(1, 13)]
    [InlineData(1, 15)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    public void A_size_that_cannot_be_is_refused_on_the_header_alone(ushort code, uint size)
    {
        Pipe pipe = NewPipe(new Random(1));
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        byte[] header = new TestHeader { Code = code, PayloadSize = size }.ToArray();
        Write(pipe, header.AsMemory(0, header.Length - 1));
        Assert.True(Fill(reader));
        Assert.Equal(FrameStatus.NeedMoreData, reader.TryRead(out _, out _));
        Write(pipe, header.AsMemory(header.Length - 1));
        Assert.True(Fill(reader));
        Assert.Equal(FrameStatus.SizeRefused, reader.TryRead(out TestHeader read, out ReadOnlySpan<byte> payload));
        Assert.Equal((code, size), (read.Code, read.PayloadSize));
        Assert.True(payload.IsEmpty);
    }

    [Fact]
    public void A_payload_of_exactly_the_limit_is_taken()
    {
        Pipe pipe = NewPipe(new Random(2));
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        byte[] payload = RandomChecks.Bytes(new Random(3), (int)Limit);
        Write(pipe, FrameOf(9, payload));
        Assert.True(Fill(reader));
        Assert.Equal(FrameStatus.Done, reader.TryRead(out _, out ReadOnlySpan<byte> read));
        Assert.Equal(payload, read.ToArray());
    }

    [Fact]
    public void A_stream_that_ends_within_a_packet_says_what_is_left()
    {
        Pipe pipe = new();
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        Write(pipe, FrameOf(9, [1, 2, 3]).AsMemory(0, 9));
        Assert.True(Fill(reader));
        Assert.False(reader.IsCompleted);
        Assert.Equal(FrameStatus.NeedMoreData, reader.TryRead(out _, out _));
        pipe.Writer.Complete();
        Assert.False(Fill(reader));
        Assert.True(reader.IsCompleted);
        Assert.Equal(FrameStatus.NeedMoreData, reader.TryRead(out _, out _));
        Assert.Equal(9, reader.Pending);
    }

    [Fact]
    public void A_packet_that_arrives_together_with_the_end_is_still_handed_out()
    {
        Pipe pipe = new();
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        Write(pipe, FrameOf(9, [1, 2, 3]));
        pipe.Writer.Complete();
        Fill(reader);
        Assert.True(reader.IsCompleted);
        Assert.Equal(FrameStatus.Done, reader.TryRead(out _, out ReadOnlySpan<byte> payload));
        Assert.Equal([1, 2, 3], payload.ToArray());
        Assert.Equal(0, reader.Pending);
    }

    [Fact]
    public async Task A_wait_lasts_until_bytes_arrive()
    {
        Pipe pipe = new();
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        ValueTask<bool> wait = reader.FillAsync(CancellationToken.None);
        Assert.False(wait.IsCompleted);
        await pipe.Writer.WriteAsync(FrameOf(3, []));
        Assert.True(await wait);
        Assert.Equal(FrameStatus.Done, reader.TryRead(out _, out _));
    }

    [Fact]
    public async Task A_cancelled_wait_loses_nothing()
    {
        Pipe pipe = new();
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        byte[] frame = FrameOf(9, [1, 2, 3]);
        Write(pipe, frame.AsMemory(0, 5));
        Assert.True(await reader.FillAsync(CancellationToken.None));
        Assert.Equal(FrameStatus.NeedMoreData, reader.TryRead(out _, out _));
        using var cancellation = new CancellationTokenSource();
        ValueTask<bool> wait = reader.FillAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wait);

        Write(pipe, frame.AsMemory(5));
        Assert.True(await reader.FillAsync(CancellationToken.None));
        Assert.Equal(FrameStatus.Done, reader.TryRead(out _, out ReadOnlySpan<byte> payload));
        Assert.Equal([1, 2, 3], payload.ToArray());
    }

    [Fact]
    public void Disposing_gives_the_rest_back_to_the_pipe()
    {
        Pipe pipe = new();
        var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        Write(pipe, (byte[])[.. FrameOf(3, []), 1, 2]);
        Assert.True(Fill(reader));
        Assert.Equal(FrameStatus.Done, reader.TryRead(out _, out _));
        reader.Dispose();
        reader.Dispose();
        Assert.True(pipe.Reader.TryRead(out ReadResult rest));
        Assert.Equal(2, rest.Buffer.Length);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(4_000)]
    public void Taking_packets_out_of_what_has_arrived_allocates_nothing(int largestSegment)
    {
        Pipe pipe = NewPipe(new Random(4), largestSegment);
        using var reader = new FrameReader<TestHeader>(pipe.Reader, Limit);
        for (int i = 0; i < 500; i++)
            Write(pipe, (byte[])[.. FrameOf(9, new byte[100]), .. FrameOf(3, [])]);
        Assert.True(Fill(reader));

        int Take(int count)
        {
            int done = 0;
            while (done < count && reader.TryRead(out _, out _) == FrameStatus.Done)
                done++;
            return done;
        }

        Assert.Equal(500, Take(500));
        long before = GC.GetAllocatedBytesForCurrentThread();
        int taken = Take(500);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((500, 0), (taken, allocated));
    }

    private static Pipe NewPipe(Random random, int largestSegment = 30) => new(new PipeOptions(
        new TinyMemoryPool(random, largestSegment), minimumSegmentSize: 1, pauseWriterThreshold: 0, useSynchronizationContext: false));

    private static void Write(Pipe pipe, ReadOnlyMemory<byte> bytes)
    {
        ValueTask<FlushResult> flush = pipe.Writer.WriteAsync(bytes);
        Assert.True(flush.IsCompletedSuccessfully);
        _ = flush.Result;
    }

    private static bool Fill(FrameReader<TestHeader> reader)
    {
        ValueTask<bool> fill = reader.FillAsync(CancellationToken.None);
        Assert.True(fill.IsCompletedSuccessfully);
        return fill.Result;
    }

    private static void Drain(FrameReader<TestHeader> reader, List<(ushort, string)> read)
    {
        FrameStatus status;
        while ((status = reader.TryRead(out TestHeader header, out ReadOnlySpan<byte> payload)) == FrameStatus.Done)
            read.Add((header.Code, Convert.ToHexString(payload)));
        Assert.Equal(FrameStatus.NeedMoreData, status);
    }

    private static (ushort Code, byte[] Payload) RandomPacket(Random random) => random.Next(3) switch
    {
        0 => (3, []),
        1 => (1, RandomChecks.Bytes(random, Mixed.Size)),
        _ => ((ushort)random.Next(5, 65_536), RandomChecks.Bytes(random, random.Next(200))),
    };

    private static byte[] FrameOf(ushort code, byte[] payload) =>
        [.. new TestHeader { Code = code, PayloadSize = (uint)payload.Length }.ToArray(), .. payload];
}
