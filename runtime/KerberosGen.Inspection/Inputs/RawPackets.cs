using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Cuts a stream of bytes into packets as it is read; it holds one packet and 64 KiB.</summary>
public static class RawPackets
{
    private const int PieceSize = 64 * 1024;

    /// <summary>The packets, one after the other.</summary>
    /// <param name="input">The bytes; it need not be seekable.</param>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="direction">Which way they travel; null to find out from the first 64 KiB.</param>
    /// <param name="offset">Bytes of the input that were passed over before.</param>
    public static IEnumerable<DecodedPacket> Decode(Stream input, PacketDecoder decoder, PacketDirection? direction, long offset)
    {
        byte[] piece = new byte[PieceSize];
        StreamDecoder stream = Begin(input, piece, decoder, direction, offset, out int got);
        int number = 0;
        while (got > 0)
        {
            foreach (DecodedPacket packet in stream.Append(piece.AsSpan(0, got)))
            {
                packet.Number = ++number;
                yield return packet;
            }

            got = input.Read(piece);
        }

        foreach (DecodedPacket packet in stream.Complete())
        {
            packet.Number = ++number;
            yield return packet;
        }
    }

    /// <summary>Sends the same packets to where most need not be taken apart.</summary>
    /// <param name="input">The bytes; it need not be seekable.</param>
    /// <param name="decoder">Takes the others apart.</param>
    /// <param name="direction">Which way they travel; null to find out from the first 64 KiB.</param>
    /// <param name="offset">Bytes of the input that were passed over before.</param>
    /// <param name="sink">Where to.</param>
    public static void DecodeTo(Stream input, PacketDecoder decoder, PacketDirection? direction, long offset, QuickSink sink)
    {
        byte[] piece = new byte[PieceSize];
        StreamDecoder stream = Begin(input, piece, decoder, direction, offset, out int got);
        var raw = new RawSink(sink, decoder);
        for (; got > 0; got = input.Read(piece))
            stream.Append(piece.AsSpan(0, got), raw);
        stream.Complete(raw);
    }

    private static StreamDecoder Begin(Stream input, byte[] piece, PacketDecoder decoder, PacketDirection? direction, long offset, out int got)
    {
        // Without a direction nothing can be cut before there is enough to tell it from.
        got = input.ReadAtLeast(piece, direction is null ? PieceSize : 1, throwOnEndOfStream: false);
        var stream = new StreamDecoder(decoder, direction ?? DirectionDetector.DetectOrDefault(piece.AsSpan(0, got), decoder.Protocol));
        if (offset > 0)
            stream.Skip(offset);
        return stream;
    }

    private sealed class RawSink(QuickSink sink, PacketDecoder decoder) : IStreamSink
    {
        public bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset) => sink.TryTake(packet, direction, offset);

        public void Take(DecodedPacket packet)
        {
            decoder.Open(packet);
            sink.Take(packet);
        }
    }
}
