namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of an interface's counters is. Others are kept.</summary>
public enum StatisticsOptionCode : ushort
{
    /// <summary>The last option.</summary>
    End = 0,

    /// <summary>A remark.</summary>
    Comment = 1,

    /// <summary>isb_starttime.</summary>
    StartTime = 2,

    /// <summary>isb_endtime.</summary>
    EndTime = 3,

    /// <summary>isb_ifrecv.</summary>
    Received = 4,

    /// <summary>isb_ifdrop.</summary>
    Dropped = 5,
}
