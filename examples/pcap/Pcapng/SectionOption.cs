namespace KerberosGen.Examples.Pcap;

/// <summary>An option of a section: draft-ietf-opsawg-pcapng, sections 3.5 and 4.1.</summary>
[Packet, Align(4, Ignored = true)]
public ref partial struct SectionOption
{
    /// <summary>What it is.</summary>
    public SectionOptionCode Code;

    /// <summary>Bytes in the value, without the padding behind it.</summary>
    [LengthOf(nameof(Value))] public ushort Length;

    /// <summary>The value.</summary>
    [ChosenBy(nameof(Code))] public SectionOptionValue Value;
}
