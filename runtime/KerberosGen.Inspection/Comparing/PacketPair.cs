using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Comparing;

/// <summary>A packet of one input and the one of another that stands for it.</summary>
/// <param name="A">The first input's; null if only the second has it.</param>
/// <param name="B">The second input's; null if only the first has it.</param>
public sealed record PacketPair(DecodedPacket? A, DecodedPacket? B)
{
    /// <summary>True if both are there, byte for byte the same.</summary>
    public bool IsSame => A is not null && B is not null && A.Bytes.Span.SequenceEqual(B.Bytes.Span);
}
