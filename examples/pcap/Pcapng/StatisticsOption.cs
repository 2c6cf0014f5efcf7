namespace KerberosGen.Examples.Pcap;

/// <summary>An option of an interface's counters: draft-ietf-opsawg-pcapng, sections 3.5 and 4.6.</summary>
[Packet, Align(4, Ignored = true)]
public ref partial struct StatisticsOption
{
    /// <summary>What it is.</summary>
    public StatisticsOptionCode Code;

    /// <summary>Bytes in the value, without the padding behind it.</summary>
    [LengthOf(nameof(Value))] public ushort Length;

    /// <summary>The value.</summary>
    [ChosenBy(nameof(Code))] public StatisticsOptionValue Value;
}
