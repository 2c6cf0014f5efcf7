namespace KerberosGen.Inspection.Decoding;

/// <summary>Cuts one direction of a connection into packets.</summary>
internal interface IPacketStream
{
    /// <summary>Takes the next bytes and answers the packets that they complete.</summary>
    IReadOnlyList<DecodedPacket> Append(ReadOnlySpan<byte> bytes);

    /// <summary>Says that so many bytes of the stream are lost.</summary>
    IReadOnlyList<DecodedPacket> Skip(long size);

    /// <summary>Says that the stream has ended.</summary>
    IReadOnlyList<DecodedPacket> Complete();
}
