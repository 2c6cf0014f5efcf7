using KerberosGen.Inspection.Decoding;

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
        // Without a direction nothing can be cut before there is enough to tell it from.
        int got = input.ReadAtLeast(piece, direction is null ? PieceSize : 1, throwOnEndOfStream: false);
        var stream = new StreamDecoder(decoder, direction ?? DirectionDetector.DetectOrDefault(piece.AsSpan(0, got), decoder.Protocol));
        if (offset > 0)
            stream.Skip(offset);
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
}
