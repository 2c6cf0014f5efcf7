namespace KerberosGen.Examples.Pcap;

/// <summary>How a capture is written.</summary>
public enum CaptureFormat : byte
{
    /// <summary>pcap.</summary>
    Pcap,

    /// <summary>pcapng.</summary>
    Pcapng,
}
