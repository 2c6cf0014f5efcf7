namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of a section says.</summary>
[Union]
public ref partial struct SectionOptionValue
{
    /// <summary>A text.</summary>
    [Case(SectionOptionCode.Comment, SectionOptionCode.Hardware, SectionOptionCode.Os, SectionOptionCode.Application), Text]
    public ReadOnlySpan<byte> Text;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
