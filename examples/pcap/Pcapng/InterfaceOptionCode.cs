namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of an interface is. Others are kept.</summary>
public enum InterfaceOptionCode : ushort
{
    /// <summary>The last option.</summary>
    End = 0,

    /// <summary>A remark.</summary>
    Comment = 1,

    /// <summary>if_name.</summary>
    Name = 2,

    /// <summary>if_description.</summary>
    Description = 3,

    /// <summary>if_speed.</summary>
    Speed = 8,

    /// <summary>if_tsresol.</summary>
    TimeResolution = 9,

    /// <summary>if_filter.</summary>
    Filter = 11,

    /// <summary>if_os.</summary>
    Os = 12,

    /// <summary>if_fcslen.</summary>
    FcsLength = 13,

    /// <summary>if_tsoffset.</summary>
    TimeOffset = 14,

    /// <summary>if_hardware.</summary>
    Hardware = 15,
}
