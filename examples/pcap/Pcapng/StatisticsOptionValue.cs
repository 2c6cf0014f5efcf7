namespace KerberosGen.Examples.Pcap;

/// <summary>What an option of an interface's counters says.</summary>
[Union]
public ref partial struct StatisticsOptionValue
{
    /// <summary>A text.</summary>
    [Case(StatisticsOptionCode.Comment), Text] public ReadOnlySpan<byte> Comment;

    /// <summary>Packets.</summary>
    [Case(StatisticsOptionCode.Received, StatisticsOptionCode.Dropped)] public ulong Packets;

    /// <summary>Any other, as it stands.</summary>
    [Otherwise] public ReadOnlySpan<byte> Unknown;
}
