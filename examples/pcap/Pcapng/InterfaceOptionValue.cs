namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of an interface says.</summary>
[Union]
public ref partial struct InterfaceOptionValue
{
    /// <summary>A text.</summary>
    [Case(InterfaceOptionCode.Comment, InterfaceOptionCode.Name, InterfaceOptionCode.Description, InterfaceOptionCode.Os, InterfaceOptionCode.Hardware), Text]
    public ReadOnlySpan<byte> Text;

    /// <summary>Bits a second.</summary>
    [Case(InterfaceOptionCode.Speed)] public ulong Speed;

    /// <summary>The unit of times.</summary>
    [Case(InterfaceOptionCode.TimeResolution)] public TimeResolution Resolution;

    /// <summary>Bytes of check sequence.</summary>
    [Case(InterfaceOptionCode.FcsLength)] public byte FcsLength;

    /// <summary>Seconds to be added to times.</summary>
    [Case(InterfaceOptionCode.TimeOffset)] public long TimeOffset;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
