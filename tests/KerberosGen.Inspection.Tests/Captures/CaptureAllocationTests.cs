using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>From the file to the sink nothing is allocated per packet.</summary>
public sealed class CaptureAllocationTests
{
    private const int Few = 5_000;
    private const int Many = 10_000;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Twice_as_many_packets_allocate_no_more(bool isPcapng, bool isCut)
    {
        long few = AllocatedBy(isPcapng, ChatFrames.Frames(Few, isCut));
        long many = AllocatedBy(isPcapng, ChatFrames.Frames(Many, isCut));

        // Lists of packets double as they grow.
        Assert.InRange(many - few, long.MinValue, 1_000);
    }

    private static long AllocatedBy(bool isPcapng, List<byte[]> frames)
    {
        byte[] file = FileOf(isPcapng, frames);
        long allocated = long.MaxValue;
        // What the runtime does meanwhile on this thread is not the reader's: the best of some rounds is.
        for (int round = 0; round < 8; round++)
        {
            var sink = new Counter();
            var stream = new MemoryStream(file);
            CaptureReader reader = isPcapng ? CaptureReader.OpenPcapng(stream) : CaptureReader.OpenPcap(stream);
            var decoder = new CaptureDecoder(new PacketDecoder(Vector.Protocol));
            long before = GC.GetAllocatedBytesForCurrentThread();
            decoder.DecodeTo(reader, sink);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.InRange(sink.Count, frames.Count / 2, frames.Count);
        }

        return allocated;
    }

    private static byte[] FileOf(bool isPcapng, List<byte[]> frames)
    {
        if (isPcapng)
        {
            PcapngBuilder builder = new PcapngBuilder().Section().Interface(1, resolution: 9);
            foreach (byte[] frame in frames)
                builder.Enhanced(frame, 1_700_000_000_000_000_000);
            return builder.ToArray();
        }

        var capture = new TestCapture();
        foreach (byte[] frame in frames)
            capture.Add(frame);
        return capture.ToPcap(linkType: 1);
    }

    private sealed class Counter : IPacketSink
    {
        public int Count { get; private set; }

        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
        {
            Count++;
            return true;
        }

        // What a capture's end cuts.
        public void Take(DecodedPacket packet) => Assert.Equal(DecodeStatus.Partial, packet.Status);
    }
}
