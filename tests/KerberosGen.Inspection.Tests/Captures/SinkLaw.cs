using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>
/// Of any file, <c>DecodeAll</c> and <c>DecodeTo</c> give the same packets whether the sink takes them or not, or the same
/// named error behind them.
/// </summary>
internal static class SinkLaw
{
    /// <summary>Checks a file; answers its packets.</summary>
    public static List<DecodedPacket> Check(byte[] file)
    {
        List<DecodedPacket> all = [];
        Exception? error = Record.Exception(() => all.AddRange(Decoder().DecodeAll(Reader(file))));
        Assert.True(error is null or CaptureFormatException, error?.ToString());
        foreach (bool takes in (bool[])[false, true])
        {
            var sink = new RecordingSink(takes);
            Exception? sinkError = Record.Exception(() => Decoder().DecodeTo(Reader(file), sink));

            Assert.Equal(error?.Message, sinkError?.Message);
            Assert.Equal(all.Select(Essence.Of), sink.Packets);
        }

        return all;
    }

    private static CaptureDecoder Decoder() => new(new PacketDecoder(Vector.Protocol));

    private static CaptureReader Reader(byte[] file) =>
        CaptureReader.IsPcapng(file) ? CaptureReader.OpenPcapng(new MemoryStream(file)) : CaptureReader.OpenPcap(new MemoryStream(file));

    private sealed record Essence(int Number, string Bytes, PacketDirection? Direction, long Offset, int Stream, string Ends, DateTimeOffset Time)
    {
        public static Essence Of(DecodedPacket packet) => new(
            packet.Number, Convert.ToHexString(packet.Bytes.Span), packet.Direction, packet.Offset, packet.Origin!.Stream,
            $"{packet.Origin.From}>{packet.Origin.To}", packet.Origin.Time);
    }

    private sealed class RecordingSink(bool takes) : IPacketSink
    {
        public List<Essence> Packets { get; } = [];

        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset, PacketFlow flow, DateTimeOffset time)
        {
            if (takes)
                Packets.Add(new Essence(Packets.Count + 1, Convert.ToHexString(packet), direction, offset, flow.Stream, $"{flow.From}>{flow.To}", time));
            return takes;
        }

        public void Take(DecodedPacket packet)
        {
            Assert.Equal(Packets.Count + 1, packet.Number);
            Packets.Add(Essence.Of(packet));
        }
    }
}
