namespace KerberosGen.Inspection.Statistics;

/// <summary>What is counted of one server (an address and port that requests go to) or one client (an address).</summary>
public sealed class PeerStatistics
{
    internal PeerStatistics(string name, bool isServer)
    {
        Name = name;
        IsServer = isServer;
    }

    /// <summary>A server's address and port, a client's address, or <c>others</c>.</summary>
    public string Name { get; }

    /// <summary>True for a server.</summary>
    public bool IsServer { get; }

    /// <summary>Packets that it sent.</summary>
    public long Sent { get; internal set; }

    /// <summary>Bytes that it sent.</summary>
    public long BytesSent { get; internal set; }

    /// <summary>Packets that it got.</summary>
    public long Got { get; internal set; }

    /// <summary>Bytes that it got.</summary>
    public long BytesGot { get; internal set; }

    /// <summary>Of what it sent: how many packets are not as their table says.</summary>
    public long Errors { get; internal set; }

    /// <summary>Requests that were answered with a no: by a server, or to a client.</summary>
    public long Refused { get; internal set; }

    /// <summary>Requests without an answer: to a server, or by a client.</summary>
    public long Unanswered { get; internal set; }

    /// <summary>How long answers took: by a server, or to a client.</summary>
    public LatencyHistogram Times { get; } = new();
}
