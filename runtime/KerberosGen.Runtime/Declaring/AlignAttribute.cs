namespace KerberosGen;

/// <summary>
/// On a field: zero bytes stand in front of it until its offset from the packet's first byte is a multiple of this. On a packet:
/// zero bytes stand at its end until its size is.
/// </summary>
/// <param name="bytes">2, 4, 8 or 16.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Field)]
public sealed class AlignAttribute(int bytes) : Attribute
{
    /// <summary>The multiple, in bytes.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>True if any bytes are accepted on reading; otherwise they must be zero. Zeros are written in both cases.</summary>
    public bool Ignored { get; set; }
}
