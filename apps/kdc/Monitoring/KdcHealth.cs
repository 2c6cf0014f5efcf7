using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>Whether the KDC lives and whether it can serve, as a service manager or a load balancer asks it.</summary>
internal sealed class KdcHealth(TimeProvider clock)
{
    /// <summary>A loop that has not turned for so long hangs.</summary>
    private static readonly TimeSpan HeartbeatLimit = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private IPrincipalStore? _store;
    private string? _notReady = "starting";
    private long _heartbeat = clock.GetTimestamp();
    private Task<bool>? _probe;
    private long _probed;

    /// <summary>The KDC listens and serves from a store.</summary>
    public void Serves(IPrincipalStore store)
    {
        _store = store;
        _notReady = null;
    }

    /// <summary>The KDC was told to stop.</summary>
    public void Drains() => _notReady = "draining";

    /// <summary>The loop has turned.</summary>
    public void Beats() => Volatile.Write(ref _heartbeat, clock.GetTimestamp());

    /// <summary>True while the loop turns.</summary>
    public bool IsLive => clock.GetElapsedTime(Volatile.Read(ref _heartbeat)) < HeartbeatLimit;

    /// <summary>Why it cannot serve; null if it can.</summary>
    public async Task<string?> WhyNotReadyAsync()
    {
        if (_notReady is { } reason)
            return reason;
        bool answers = await ProbeAsync().ConfigureAwait(false);
        return _notReady ?? (answers ? null : "the store does not answer");
    }

    /// <summary>Asks the store for somebody who is not there: at most once a second and once at a time, however often it is asked for.</summary>
    private Task<bool> ProbeAsync()
    {
        lock (_gate)
        {
            if (_probe is null or { IsCompleted: true } && (_probe is null || clock.GetElapsedTime(_probed) > TimeSpan.FromSeconds(1)))
            {
                _probed = clock.GetTimestamp();
                _probe = AskStoreAsync(_store!);
            }

            return _probe;
        }
    }

    private static async Task<bool> AskStoreAsync(IPrincipalStore store)
    {
        try
        {
            using var patience = new CancellationTokenSource(StorePatience);
            await store.FindServiceAsync(default(PrincipalId), patience.Token).AsTask().WaitAsync(StorePatience).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // Whatever the store throws, it does not answer; the store's own watch has logged why.
            return false;
        }
    }
}
