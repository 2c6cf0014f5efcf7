namespace KerberosGen.Codec;

/// <summary>A header that says which payload follows and how long it is. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The header's own type.</typeparam>
public interface IPacketHeader<TSelf> : IFixedSize<TSelf>
    where TSelf : struct, IPacketHeader<TSelf>
{
    /// <summary>Which payload follows.</summary>
    ushort Code { get; }

    /// <summary>Bytes of payload behind the header.</summary>
    uint PayloadSize { get; }

    /// <summary>Sets what the framing knows: the payload's code and its size in bytes.</summary>
    void Announce(ushort code, uint payloadSize);

    /// <summary>
    /// True if a payload with this code can be this many bytes: the exact size where the declaration fixes one, at least the
    /// smallest where it varies. An unknown code may have any size.
    /// </summary>
    static abstract bool AllowsPayloadSize(ushort code, uint payloadSize);
}
