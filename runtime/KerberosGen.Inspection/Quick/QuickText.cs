namespace KerberosGen.Inspection.Quick;

/// <summary>Where a text's content ends.</summary>
/// <param name="Stretch">All of its bytes.</param>
/// <param name="EndsAtFirstNul">True if it has a fixed size, within which the first NUL ends it.</param>
/// <param name="EndsBeforeLast">True if its last byte is the NUL that ends it.</param>
internal readonly record struct QuickText(Stretch Stretch, bool EndsAtFirstNul, bool EndsBeforeLast)
{
    /// <summary>The content of all of its bytes.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes)
    {
        int nul = EndsAtFirstNul ? bytes.IndexOf((byte)0) : -1;
        return nul >= 0 ? bytes[..nul] : EndsBeforeLast && bytes is [.., 0] ? bytes[..^1] : bytes;
    }
}
