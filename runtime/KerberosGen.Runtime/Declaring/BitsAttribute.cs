namespace KerberosGen;

/// <summary>
/// On an unsigned integer, an enum or a bool: it takes this many bits of an integer that it shares with the <c>[Bits]</c> fields
/// beside it. Together they fill one, two, four or eight bytes. In a big-endian packet the first field holds the most
/// significant bits, as an RFC's figure draws it; in a little-endian one the least significant, as C compilers lay them out.
/// </summary>
/// <param name="count">Bits, 1 to 64 and no more than the field's type has.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BitsAttribute(int count) : Attribute
{
    /// <summary>Bits.</summary>
    public int Count { get; } = count;

    /// <summary>True if a new integer begins with this field, although the bits before it would leave room in a larger one.</summary>
    public bool NewInteger { get; set; }
}
