using System.Diagnostics;
using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;
using Xunit.Abstractions;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>A capture of any size is decoded in the memory that <see cref="CaptureDecoder"/> promises: 64 MiB here, 1 GiB with <c>KERBEROSGEN_LONG=1</c>.</summary>
[Collection(nameof(Alone))]
public sealed class CaptureMemoryTests(ITestOutputHelper output)
{
    private const long Bound = 128L * 1024 * 1024;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_capture_of_all_that_must_be_held_takes_no_more_than_128_MiB(bool takesApart)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        using var capture = new HostileCapture(
            (IsLong ? 1024L : 64) * 1024 * 1024, seed: 1, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before));
        var sink = new Counter(takesApart);

        new CaptureDecoder(new PacketDecoder(Vector.Protocol)).DecodeTo(CaptureReader.OpenPcap(capture), sink);

        output.WriteLine($"peak {peak >> 20} MiB, working set {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB, {sink.Packets} packets, {sink.Messages} of {capture.Messages} messages");
        Assert.InRange(peak, 1, Bound);
        // A message may be hidden where its connection gave way, not more than a few.
        Assert.InRange(sink.Messages, capture.Messages * 99 / 100, capture.Messages * 101 / 100);
    }

    [Fact]
    public void Of_too_many_conversations_the_most_silent_are_completed_and_forgotten()
    {
        const int Limit = 32 * 1024;
        byte[] beginning = ChatFrames.Message(new Random(1), 64)[..50];
        var decoder = new CaptureDecoder(new PacketDecoder(Vector.Protocol));
        List<int> completedAt = [];
        for (int i = 0; i <= Limit; i++)
        {
            var client = new IPEndPoint(new IPAddress([10, 7, (byte)(i >> 8), (byte)i]), 40000);
            byte[] frame = TestCapture.TcpFrame(client, TestCapture.Server, 1, 24, beginning);
            foreach (DecodedPacket packet in decoder.Append(new CapturedFrame(default, LinkType.Raw, frame, (uint)frame.Length)))
            {
                Assert.Equal((DecodeStatus.Partial, 50), (packet.Status, packet.Length));
                completedAt.Add(packet.Origin!.Stream);
            }

            Assert.Equal(i == Limit, completedAt.Count > 0);
        }

        Assert.Equal([.. Enumerable.Range(0, Limit / 8)], completedAt);
        Assert.Equal(Limit + 1 - (Limit / 8), decoder.Complete().Count);
    }

    private sealed class Counter(bool takesApart) : IPacketSink
    {
        public long Packets { get; private set; }

        public int Messages { get; private set; }

        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
        {
            if (takesApart)
                return false;
            Packets++;
            if (direction == PacketDirection.Request && packet[17] == 5)
                Messages++;
            return true;
        }

        public void Take(DecodedPacket packet)
        {
            Packets++;
            if (packet is { Name: "ChatMessage", Status: DecodeStatus.Ok })
                Messages++;
        }
    }
}
