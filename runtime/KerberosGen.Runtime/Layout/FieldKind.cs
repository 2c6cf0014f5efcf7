namespace KerberosGen.Layout;

/// <summary>What a field holds.</summary>
public enum FieldKind : byte
{
    /// <summary>A whole number, zero or more.</summary>
    Unsigned,

    /// <summary>A whole number in two's complement.</summary>
    Signed,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Another packet.</summary>
    Packet,

    /// <summary>Entries of one type, one after the other.</summary>
    List,
}
