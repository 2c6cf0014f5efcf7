using System.Buffers;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Laws;

/// <summary>
/// A packet under the laws, whatever its type: the few calls that need its type, so that the laws themselves are compiled once and not
/// for every packet.
/// </summary>
internal abstract class Subject(PacketLayout layout)
{
    public PacketLayout Layout { get; } = layout;

    /// <summary>True if it can be read from a sequence.</summary>
    public abstract bool ReadsSequences { get; }

    /// <summary>Reads a packet.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="isDefault">True if what is handed out is the default value.</param>
    public abstract UnpackResult Unpack(ReadOnlySpan<byte> source, out bool isDefault);

    public UnpackResult Unpack(ReadOnlySpan<byte> source) => Unpack(source, out _);

    /// <summary>Reads a packet from a sequence.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="scratch">Room for all of them.</param>
    /// <param name="packed">The packet's bytes, if it was read.</param>
    public abstract UnpackResult Unpack(in ReadOnlySequence<byte> source, Span<byte> scratch, out byte[] packed);

    /// <summary>The announced size of the packet in these bytes.</summary>
    public abstract int PackedSizeOf(ReadOnlySpan<byte> source);

    /// <summary>Reads a packet and writes it.</summary>
    public abstract bool TryPack(ReadOnlySpan<byte> source, Span<byte> destination, out int written);

    /// <summary>Reads a packet and writes it into exactly its announced size.</summary>
    public byte[] Pack(string what, ReadOnlySpan<byte> source)
    {
        byte[] packed = new byte[PackedSizeOf(source)];
        Expect.Equal($"TryPack of {what} into {packed.Length} bytes, its PackedSize", true, TryPack(source, packed, out int written));
        Expect.Equal($"bytes written by TryPack of {what}", packed.Length, written);
        return packed;
    }
}
