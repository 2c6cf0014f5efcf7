namespace KerberosGen.Layout;

/// <summary>Which byte of an integer comes first.</summary>
public enum ByteOrder : byte
{
    /// <summary>The least significant one.</summary>
    LittleEndian,

    /// <summary>The most significant one.</summary>
    BigEndian,
}
