using System.Runtime.InteropServices;

namespace KerberosGen.Inspection.Quick;

/// <summary>A text with room behind it, so that it can be copied in whole blocks.</summary>
internal readonly struct PaddedText
{
    /// <summary>Bytes of a block.</summary>
    public const int Block = 32;

    private readonly byte[] _padded;

    public PaddedText(ReadOnlySpan<byte> text)
    {
        Length = text.Length;
        _padded = new byte[((text.Length + Block - 1) / Block * Block) + Block];
        text.CopyTo(_padded);
    }

    /// <summary>Bytes of the text.</summary>
    public int Length { get; }

    /// <summary>Its first byte.</summary>
    public ref byte First => ref MemoryMarshal.GetArrayDataReference(_padded);

    /// <summary>The text by itself.</summary>
    public ReadOnlySpan<byte> Bytes => _padded.AsSpan(0, Length);
}
