using KerberosGen.Layout;

namespace KerberosGen.Codec;

/// <summary>A declared packet. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The packet's own type; a <c>ref struct</c> if it has a variable part.</typeparam>
public interface IPacket<TSelf>
    where TSelf : IPacket<TSelf>, allows ref struct
{
    /// <summary>The table of the packet's fields.</summary>
    static abstract PacketLayout Layout { get; }

    /// <summary>Bytes this value packs to.</summary>
    int PackedSize { get; }

    /// <summary>Writes the packet, or answers false and writes nothing if it does not fit.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="written">Bytes written: <see cref="PackedSize"/>, or 0.</param>
    /// <exception cref="InvalidOperationException">A field is longer than its length field can say.</exception>
    bool TryPack(Span<byte> destination, out int written);

    /// <summary>
    /// Reads a packet from the beginning of <paramref name="source"/>. Bytes behind it are left alone; no input throws.
    /// Unless the answer is <see cref="UnpackStatus.Done"/>, <paramref name="packet"/> is the default value.
    /// </summary>
    static abstract UnpackResult Unpack(ReadOnlySpan<byte> source, out TSelf packet);
}
