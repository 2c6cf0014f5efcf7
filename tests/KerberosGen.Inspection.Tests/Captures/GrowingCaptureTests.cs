using KerberosGen.Inspection.Captures;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>A file that is still being written hands out every frame as soon as its last byte is there.</summary>
public sealed class GrowingCaptureTests
{
    private const int FileHeader = 24;
    private const int RecordHeader = 16;

    [Fact]
    public void No_more_is_asked_for_while_a_whole_record_is_there()
    {
        byte[] frame = TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 24, "growing"u8);
        byte[] file = new TestCapture().Add(frame).Add(frame).Add(frame).ToPcap();
        int record = RecordHeader + frame.Length;
        using var stream = new Growing(file);
        CaptureReader reader = CaptureReader.OpenPcap(stream);

        // Two records at once, then the third byte by byte.
        stream.Steps = [FileHeader, 2 * record, .. Enumerable.Repeat(1, record)];
        for (int read = 1; read <= 3; read++)
        {
            Assert.True(reader.TryRead(out CapturedFrame got));
            Assert.Equal(frame, got.Bytes.ToArray());
            Assert.Equal(read < 3 ? FileHeader + (2 * record) : file.Length, stream.Position);
            Assert.Equal(FileHeader + (read * record), reader.Offset);
        }

        Assert.False(reader.TryRead(out _));
        Assert.False(reader.IsCut);
    }

    private sealed class Growing(byte[] bytes) : MemoryStream(bytes)
    {
        private int _step;

        public List<int> Steps { get; set; } = [];

        public override int Read(Span<byte> buffer) => base.Read(_step < Steps.Count ? buffer[..Math.Min(buffer.Length, Steps[_step++])] : buffer);
    }
}
