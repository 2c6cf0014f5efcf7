using System.Buffers;

namespace KerberosGen.Codec;

/// <summary>Brings a sequence of several segments into one span, for generated code.</summary>
public static class SequenceScratch
{
    /// <summary>The sequence in one piece: where it stands if it is one segment, otherwise copied to the scratch space.</summary>
    /// <param name="packet">The packet's name, for the exception.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="scratch">Room for the whole sequence, used only if it has several segments.</param>
    /// <exception cref="ArgumentException">There are several segments and the scratch space is too short.</exception>
    public static ReadOnlySpan<byte> Join(string packet, scoped in ReadOnlySequence<byte> source, Span<byte> scratch)
    {
        if (source.IsSingleSegment)
            return source.FirstSpan;
        if (scratch.Length < source.Length)
            CodecThrow.ScratchTooShort(packet, source.Length, scratch.Length);
        source.CopyTo(scratch);
        return scratch[..(int)source.Length];
    }
}
