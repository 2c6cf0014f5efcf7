namespace KerberosGen.Inspection.Decoding;

/// <summary>Receives what is cut out of one direction of a connection, or out of a datagram.</summary>
internal interface IStreamSink
{
    /// <summary>Offers a whole packet of a known code and a possible size; false if it is to be taken apart.</summary>
    bool TryTake(ReadOnlySpan<byte> packet, PacketDirection direction, long offset);

    /// <summary>Receives a packet taken apart, its ciphertexts still closed; garbage; or a gap.</summary>
    void Take(DecodedPacket packet);
}
