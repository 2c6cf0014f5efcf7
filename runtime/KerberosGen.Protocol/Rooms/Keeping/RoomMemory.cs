namespace KerberosGen.Protocol;

/// <summary>What a room knows of its past when it starts.</summary>
/// <param name="LastSequence">The last sequence number given; 0 if there was none. It counts on from there, also where no event is held.</param>
/// <param name="Events">The events held, in their order, without gaps, the last of them <paramref name="LastSequence"/>.</param>
/// <param name="Names">Whose display name is whose.</param>
/// <param name="Sanctions">Who is banned or muted.</param>
/// <param name="Authenticators">Accepted, and not yet kept out by their own time.</param>
/// <param name="Present">Subscribed when the process ended: a joined event of theirs has no left one. One entry for each subscription.</param>
public sealed record RoomMemory(
    ulong LastSequence,
    IReadOnlyList<RoomEventRecord> Events,
    IReadOnlyList<NameClaim> Names,
    IReadOnlyList<Sanction> Sanctions,
    IReadOnlyList<RememberedAuthenticator> Authenticators,
    IReadOnlyList<NameClaim> Present)
{
    /// <summary>A room without a past.</summary>
    public static RoomMemory None { get; } = new(0, [], [], [], [], []);
}
