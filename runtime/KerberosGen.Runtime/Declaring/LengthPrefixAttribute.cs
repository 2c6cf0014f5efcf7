namespace KerberosGen;

/// <summary>
/// On a field of variable size: the number of its bytes stands in front of it, written and checked by the generator. The byte
/// order is the field's.
/// </summary>
/// <param name="width">Bytes of the length, 1 to 8, or <see cref="Prefix.Leb128"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LengthPrefixAttribute(int width) : Attribute
{
    /// <summary>Bytes of the length, or <see cref="Prefix.Leb128"/>.</summary>
    public int Width { get; } = width;

    /// <summary>True if the length counts its own bytes too.</summary>
    public bool Inclusive { get; set; }
}
