using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>Decodes datagrams, each by itself: one packet, or several one after the other.</summary>
internal sealed class DatagramDecoder(PacketStreams streams)
{
    private readonly StreamDecoder?[] _streams = new StreamDecoder?[2];

    public void Decode(ReadOnlySpan<byte> datagram, IStreamSink sink)
    {
        if (streams.Packet is { } packet)
        {
            sink.Take(streams.Decoder.TakeApart(datagram.ToArray(), packet));
            return;
        }

        PacketDirection direction = DirectionDetector.DetectOrDefault(datagram, streams.Probes);
        ref StreamDecoder? stream = ref _streams[direction == PacketDirection.Request ? 0 : 1];
        stream ??= (StreamDecoder)streams.Open(direction, isLost: false);
        stream.DecodeWhole(datagram, sink);
    }
}
