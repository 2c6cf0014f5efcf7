namespace KerberosGen.Client;

/// <summary>Ends a chat whose room is away for too long.</summary>
/// <param name="settings">How long that is.</param>
/// <param name="hasInputEnded">Says whether all of the input was seen.</param>
/// <param name="clock">The time.</param>
/// <param name="giveUp">Ends the chat.</param>
internal sealed class OutageWatch(PipeSettings settings, Func<bool> hasInputEnded, TimeProvider clock, Action giveUp) : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private ITimer? _looking;
    private long _lostAt;
    private long? _endedAt;

    /// <summary>True once the chat was given up.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>The room is away; said again for each attempt that fails.</summary>
    public void Lost()
    {
        lock (_gate)
        {
            if (_looking is not null)
                return;
            _lostAt = clock.GetTimestamp();
            _endedAt = null;
            _looking = clock.CreateTimer(_ => Look(), null, TimeSpan.Zero, LookInterval);
        }
    }

    /// <summary>The room is back.</summary>
    public void Restored()
    {
        lock (_gate)
        {
            _looking?.Dispose();
            _looking = null;
        }
    }

    public void Dispose() => Restored();

    private void Look()
    {
        lock (_gate)
        {
            if (_looking is null || HasGivenUp)
                return;
            if (hasInputEnded())
                _endedAt ??= clock.GetTimestamp();
            HasGivenUp = settings.Reconnect is { } longest
                ? clock.GetElapsedTime(_lostAt) >= longest
                : _endedAt is { } ended && clock.GetElapsedTime(ended) >= PipeSettings.PatienceAtEnd;
            if (!HasGivenUp)
                return;
        }

        giveUp();
    }
}
