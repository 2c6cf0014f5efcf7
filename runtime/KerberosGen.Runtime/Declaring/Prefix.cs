namespace KerberosGen;

/// <summary>Widths of a <see cref="LengthPrefixAttribute"/> or <see cref="CountPrefixAttribute"/> that are not a number of bytes.</summary>
public static class Prefix
{
    /// <summary>The prefix is an unsigned LEB128 number of one to five bytes.</summary>
    public const int Leb128 = 0;
}
