namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of a section is. Others are kept.</summary>
public enum SectionOptionCode : ushort
{
    /// <summary>The last option.</summary>
    End = 0,

    /// <summary>A remark.</summary>
    Comment = 1,

    /// <summary>The capturing machine.</summary>
    Hardware = 2,

    /// <summary>Its operating system.</summary>
    Os = 3,

    /// <summary>The program that wrote the section.</summary>
    Application = 4,
}
