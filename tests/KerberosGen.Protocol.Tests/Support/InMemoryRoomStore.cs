using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>
/// What a room keeps, in memory. It outlives the room: after a room has ended, or was cut off, another one on the same store
/// reads what was committed. It keeps copies, so that nothing a room does later changes them. Any thread may look.
/// </summary>
internal sealed class InMemoryRoomStore : IRoomStore
{
    private readonly Lock _gate = new();
    private readonly List<RoomEventRecord> _events = [];
    private readonly List<NameClaim> _names = [];
    private readonly List<Sanction> _sanctions = [];
    private readonly List<RememberedAuthenticator> _authenticators = [];
    private readonly List<NameClaim> _present = [];
    private ulong _lastSequence;
    private int _commits;
    private bool _isOpen;
    private bool _failsNext;

    /// <summary>What a room that starts now would read.</summary>
    public RoomMemory Kept
    {
        get
        {
            lock (_gate)
                return new RoomMemory(_lastSequence, [.. _events], [.. _names], [.. _sanctions], [.. _authenticators], [.. _present]);
        }
    }

    /// <summary>How often changes were kept.</summary>
    public int Commits
    {
        get
        {
            lock (_gate)
                return _commits;
        }
    }

    /// <summary>The next commit fails and keeps nothing.</summary>
    public void FailNextCommit()
    {
        lock (_gate)
            _failsNext = true;
    }

    /// <inheritdoc/>
    public RoomMemory Read()
    {
        lock (_gate)
        {
            _isOpen = true;
            return Kept;
        }
    }

    /// <inheritdoc/>
    public void Commit(RoomChanges changes)
    {
        lock (_gate)
        {
            if (!_isOpen)
                throw new InvalidOperationException("A store is read before it is written, and not written after it is disposed.");
            Check(changes);
            if (_failsNext)
            {
                _failsNext = false;
                throw new StoreFailedException("The test's store: this commit was to fail; nothing was kept.");
            }

            Keep(changes);
            _commits++;
        }
    }

    /// <summary>The room lets go of it. <see cref="Read"/> opens it again.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isOpen = false;
    }

    private void Check(RoomChanges changes)
    {
        ulong next = _lastSequence;
        foreach (RoomEventRecord happened in changes.Events)
        {
            if (happened.Sequence != ++next)
                throw new ArgumentException($"Event {next} must come now, not {happened.Sequence}.", nameof(changes));
            if (happened.Kind is EventKind.Joined or EventKind.Left)
                NameIn(happened);
        }
    }

    private void Keep(RoomChanges changes)
    {
        foreach (RoomEventRecord happened in changes.Events)
        {
            _lastSequence = happened.Sequence;
            _events.Add(happened with { Content = happened.Content.ToArray() });
            if (happened.Kind == EventKind.Joined)
                _present.Add(NameIn(happened));
            else if (happened.Kind == EventKind.Left)
                _present.Remove(NameIn(happened));
        }

        _events.RemoveAll(happened => happened.Sequence < changes.FirstHeld);
        foreach (NameClaim claim in changes.Names)
        {
            _names.RemoveAll(other => other.Name == claim.Name);
            _names.Add(claim);
        }

        foreach (Sanction sanction in changes.Imposed)
        {
            Lift(sanction.Client, sanction.Kind);
            _sanctions.Add(sanction);
        }

        foreach ((PrincipalId client, SanctionKind kind) in changes.Lifted)
            Lift(client, kind);
        foreach (RememberedAuthenticator authenticator in changes.Authenticators)
        {
            if (!_authenticators.Contains(authenticator))
                _authenticators.Add(authenticator);
        }

        _authenticators.RemoveAll(authenticator => authenticator.Until < changes.Now);
    }

    private void Lift(PrincipalId client, SanctionKind kind) => _sanctions.RemoveAll(other => other.Client == client && other.Kind == kind);

    private static NameClaim NameIn(RoomEventRecord happened) =>
        PrincipalName.TryCreate(happened.Content.Span, out PrincipalName name)
            ? new NameClaim(name, happened.ClientId)
            : throw new ArgumentException($"Event {happened.Sequence} has no display name.");
}
