using System.Diagnostics.CodeAnalysis;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// What a room knows of client ids for good, whether they are there or not: their display names, bans and mutes. Changes to be
/// kept are noted. Not for use by two threads at once.
/// </summary>
internal sealed class MemberBook
{
    private readonly int _maxNames;
    private readonly RoomChanges _changes;
    private readonly Dictionary<PrincipalName, PrincipalId> _owners = [];
    private readonly Dictionary<PrincipalId, int> _namesOwned = [];
    private readonly Dictionary<(PrincipalId, SanctionKind), Sanction> _sanctions = [];

    /// <summary>Opens the book as it was kept.</summary>
    /// <param name="options">How many names a client may have.</param>
    /// <param name="memory">What was kept.</param>
    /// <param name="changes">Takes what is to be kept.</param>
    public MemberBook(RoomOptions options, RoomMemory memory, RoomChanges changes)
    {
        _maxNames = options.MaxNamesPerClient;
        _changes = changes;
        foreach (NameClaim claim in memory.Names)
            Own(claim);
        foreach (Sanction sanction in memory.Sanctions)
            _sanctions[(sanction.Client, sanction.Kind)] = sanction;
    }

    /// <summary>Bans and mutes; those that have ended are among them until <see cref="Tidy"/>.</summary>
    public IReadOnlyCollection<Sanction> Sanctions => _sanctions.Values;

    /// <summary>True if a client is banned or muted.</summary>
    public bool Has(SanctionKind kind, PrincipalId client, DateTimeOffset now) => TryFind(kind, client, now, out _);

    /// <summary>Finds the ban or mute that a client is under.</summary>
    public bool TryFind(SanctionKind kind, PrincipalId client, DateTimeOffset now, out Sanction sanction) =>
        _sanctions.TryGetValue((client, kind), out sanction) && !HasEnded(in sanction, now);

    /// <summary>Takes a display name for a client: its own, or one that nobody has.</summary>
    /// <param name="name">The name; names compare as bytes.</param>
    /// <param name="client">Who wants it.</param>
    /// <param name="refusal">If it cannot have it: why.</param>
    public bool TryClaim(in PrincipalName name, PrincipalId client, [NotNullWhen(false)] out string? refusal)
    {
        refusal = null;
        if (_owners.TryGetValue(name, out PrincipalId owner))
        {
            refusal = owner == client ? null : Refusals.NameTaken(name, owner);
            return refusal is null;
        }

        if (_namesOwned.GetValueOrDefault(client) >= _maxNames)
        {
            refusal = Refusals.TooManyNames(_maxNames);
            return false;
        }

        var claim = new NameClaim(name, client);
        Own(claim);
        _changes.Names.Add(claim);
        return true;
    }

    /// <summary>Finds whose a name is.</summary>
    public bool TryFindOwner(in PrincipalName name, out PrincipalId client) => _owners.TryGetValue(name, out client);

    /// <summary>Says who has sent a message, where it claims a name that is not its sender's; null where there is nothing to say.</summary>
    /// <param name="message">The plaintext, <c>name: text</c>.</param>
    /// <param name="member">Who has sent it.</param>
    public string? SenderBeside(ReadOnlySpan<byte> message, RoomMember member)
    {
        int colon = message.IndexOf(": "u8);
        if (colon < 0)
            return null;
        ReadOnlySpan<byte> claimed = message[..colon];
        bool isSubscribed = member.Standing == RoomStanding.Subscribed;
        if (isSubscribed && claimed.SequenceEqual(member.DisplayName.Utf8))
            return null;
        bool isOwned = PrincipalName.TryCreate(claimed, out PrincipalName name) & _owners.TryGetValue(name, out PrincipalId owner);
        if (isOwned && owner == member.ClientId)
            return null;
        // Who never subscribes has no name of its own, and may have any that is nobody's.
        return isSubscribed || isOwned || _namesOwned.ContainsKey(member.ClientId) ? member.ShownAs ??= member.ClientId.ToString() : null;
    }

    /// <summary>One display name of each of these clients that has any. It takes time with the number of all names.</summary>
    public IReadOnlyDictionary<PrincipalId, PrincipalName> NamesOf(IReadOnlySet<PrincipalId> clients)
    {
        var names = new Dictionary<PrincipalId, PrincipalName>();
        foreach ((PrincipalName name, PrincipalId owner) in _owners)
        {
            if (clients.Contains(owner))
                names.TryAdd(owner, name);
        }

        return names;
    }

    /// <summary>Bans or mutes a client; what it was under before is replaced.</summary>
    public void Impose(Sanction sanction)
    {
        _sanctions[(sanction.Client, sanction.Kind)] = sanction;
        _changes.Impose(sanction);
    }

    /// <summary>Lifts a ban or mute; false if there is none, or none any more.</summary>
    public bool Lift(PrincipalId client, SanctionKind kind, DateTimeOffset now)
    {
        if (!_sanctions.Remove((client, kind), out Sanction sanction))
            return false;
        _changes.Lift(client, kind);
        return !HasEnded(in sanction, now);
    }

    /// <summary>Drops what has ended, from the store too.</summary>
    public void Tidy(DateTimeOffset now)
    {
        foreach (((PrincipalId client, SanctionKind kind), Sanction sanction) in _sanctions)
        {
            if (HasEnded(in sanction, now))
                Lift(client, kind, now);
        }
    }

    private static bool HasEnded(in Sanction sanction, DateTimeOffset now) => sanction.Until is { } until && until <= now;

    private void Own(NameClaim claim)
    {
        if (_owners.TryAdd(claim.Name, claim.Client))
            _namesOwned[claim.Client] = _namesOwned.GetValueOrDefault(claim.Client) + 1;
    }
}
