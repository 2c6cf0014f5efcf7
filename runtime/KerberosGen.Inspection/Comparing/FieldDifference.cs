using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Comparing;

/// <summary>A field that two packets do not have the same.</summary>
/// <param name="Path">The field's path, in the first packet if it is there; <c>content#plaintext</c> is what stands under a ciphertext.</param>
/// <param name="A">The first packet's; null if only the second has it.</param>
/// <param name="B">The second packet's; null if only the first has it.</param>
public sealed record FieldDifference(string Path, DecodedField? A, DecodedField? B)
{
    /// <summary>True if neither value may be shown unless a person asks for it.</summary>
    public bool IsSecret => A is { IsSecret: true } || B is { IsSecret: true };
}
