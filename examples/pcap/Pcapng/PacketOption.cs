namespace KerberosGen.Examples.Pcap;

/// <summary>An option of a packet: draft-ietf-opsawg-pcapng, sections 3.5 and 4.3.</summary>
[Packet, Align(4, Ignored = true)]
public ref partial struct PacketOption
{
    /// <summary>What it is.</summary>
    public PacketOptionCode Code;

    /// <summary>Bytes in the value, without the padding behind it.</summary>
    [LengthOf(nameof(Value))] public ushort Length;

    /// <summary>The value.</summary>
    [ChosenBy(nameof(Code))] public PacketOptionValue Value;
}
