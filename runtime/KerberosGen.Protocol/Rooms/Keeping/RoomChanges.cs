using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>What has changed in a room and must be kept, together. The room fills it again and again; a store keeps no reference to it.</summary>
public sealed class RoomChanges
{
    /// <summary>
    /// New events in their order, the first of them one after the last that is kept. A joined event adds to who is present, a
    /// left one takes one entry of its client id and name from there.
    /// </summary>
    public List<RoomEventRecord> Events { get; } = [];

    /// <summary>Events before this sequence number are not held any more.</summary>
    public ulong FirstHeld { get; set; }

    /// <summary>Display names that have got an owner.</summary>
    public List<NameClaim> Names { get; } = [];

    /// <summary>Bans and mutes that are in force now; one of the same client and kind is replaced. <see cref="Impose"/> adds to them.</summary>
    public List<Sanction> Imposed { get; } = [];

    /// <summary>Bans and mutes that are in force no more. None of them is among <see cref="Imposed"/>. <see cref="Lift"/> adds to them.</summary>
    public List<(PrincipalId Client, SanctionKind Kind)> Lifted { get; } = [];

    /// <summary>Authenticators that were accepted.</summary>
    public List<RememberedAuthenticator> Authenticators { get; } = [];

    /// <summary>The time: authenticators that ended before it need not be kept.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>True if there is nothing to keep.</summary>
    public bool IsEmpty => Events.Count + Names.Count + Imposed.Count + Lifted.Count + Authenticators.Count == 0;

    /// <summary>Notes a ban or a mute. Of several changes to one client and kind the last one stands.</summary>
    public void Impose(Sanction sanction)
    {
        Forget(sanction.Client, sanction.Kind);
        Imposed.Add(sanction);
    }

    /// <summary>Notes that a ban or a mute was lifted, or has ended.</summary>
    public void Lift(PrincipalId client, SanctionKind kind)
    {
        Forget(client, kind);
        Lifted.Add((client, kind));
    }

    /// <summary>Begins anew; <see cref="FirstHeld"/> stays.</summary>
    public void Clear()
    {
        Events.Clear();
        Names.Clear();
        Imposed.Clear();
        Lifted.Clear();
        Authenticators.Clear();
    }

    private void Forget(PrincipalId client, SanctionKind kind)
    {
        Imposed.RemoveAll(sanction => sanction.Client == client && sanction.Kind == kind);
        Lifted.Remove((client, kind));
    }
}
