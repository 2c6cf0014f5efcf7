namespace KerberosGen.Examples.Dns;

/// <summary>An option of an OPT record: RFC 6891, section 6.1.2.</summary>
[Packet, BigEndian]
public ref partial struct EdnsOption
{
    /// <summary>OPTION-CODE.</summary>
    public EdnsOptionCode Code;

    /// <summary>OPTION-LENGTH.</summary>
    [LengthOf(nameof(Data))] public ushort DataLength;

    /// <summary>OPTION-DATA.</summary>
    public ReadOnlySpan<byte> Data;
}
