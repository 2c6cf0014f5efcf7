namespace KerberosGen.Examples.Pcap;

/// <summary>What a capture file holds, in either format and byte order.</summary>
public sealed class Capture
{
    /// <summary>How it is written.</summary>
    public required CaptureFormat Format { get; init; }

    /// <summary>True if it is big-endian; of a file of several sections, its first one.</summary>
    public required bool IsBigEndian { get; init; }

    /// <summary>Its interfaces, in the order of the file.</summary>
    public List<CaptureInterface> Interfaces { get; } = [];

    /// <summary>Its packets, in the order of the file.</summary>
    public List<CapturedPacket> Packets { get; } = [];

    /// <summary>What is wrong with the file's end, in words, or null: everything before it was read.</summary>
    public string? Trouble { get; set; }
}
