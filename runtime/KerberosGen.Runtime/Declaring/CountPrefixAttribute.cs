namespace KerberosGen;

/// <summary>
/// On a list: the number of its entries stands in front of it, written and checked by the generator. The byte order is the
/// field's.
/// </summary>
/// <param name="width">Bytes of the count, 1 to 8, or <see cref="Prefix.Leb128"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CountPrefixAttribute(int width) : Attribute
{
    /// <summary>Bytes of the count, or <see cref="Prefix.Leb128"/>.</summary>
    public int Width { get; } = width;
}
