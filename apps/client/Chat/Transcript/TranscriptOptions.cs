using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>Whose window it is, and how much it keeps.</summary>
internal sealed record TranscriptOptions
{
    /// <summary>The client that sits here.</summary>
    public required PrincipalId OwnId { get; init; }

    /// <summary>The name that its messages bear.</summary>
    public required string OwnName { get; init; }

    /// <summary>False in a room of the original program: an acknowledgement is then all that comes of a message.</summary>
    public bool IsSubscribed { get; init; } = true;

    /// <summary>The zone of the times shown.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>The last event that was read, in an earlier window; null in a room that is new here.</summary>
    public ulong? LastRead { get; init; }

    /// <summary>Entries that are kept; the oldest go first.</summary>
    public int Capacity { get; init; } = 10_000;
}
