namespace KerberosGen.Layout;

/// <summary>What a field is for, beyond its value.</summary>
public enum FieldRole : byte
{
    /// <summary>Nothing: it is a value.</summary>
    None,

    /// <summary>In a header: says which payload follows.</summary>
    Code,

    /// <summary>In a header: the bytes of the payload behind it.</summary>
    PayloadSize,

    /// <summary>The bytes in another field.</summary>
    Length,

    /// <summary>The entries in another field.</summary>
    Count,

    /// <summary>The bytes of the whole packet.</summary>
    PacketLength,
}
