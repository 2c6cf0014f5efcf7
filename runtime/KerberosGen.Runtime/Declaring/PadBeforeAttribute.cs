namespace KerberosGen;

/// <summary>On a field: so many zero bytes stand in front of it.</summary>
/// <param name="bytes">Bytes, 1 to 65,535.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class PadBeforeAttribute(int bytes) : Attribute
{
    /// <summary>Bytes of padding.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>True if any bytes are accepted on reading; otherwise they must be zero. Zeros are written in both cases.</summary>
    public bool Ignored { get; set; }
}
