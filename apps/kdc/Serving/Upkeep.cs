using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>What a KDC does beside answering: it writes when clients were last seen, and says that it lives.</summary>
internal sealed class Upkeep(IPrincipalDatabase store, TimeSpan lastSeenInterval, KdcHealth health, SystemdReports systemd)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // A store that has gone away may keep the writing waiting; the KDC lives none the less.
        Task writing = WriteLastSeenAsync(cancellation);
        using var timer = new PeriodicTimer(systemd.WatchdogInterval is { } interval && interval / 2 < Beat ? interval / 2 : Beat);
        try
        {
            do
            {
                health.Beats();
                systemd.Lives();
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop: the store writes the rest when it is disposed.
        }

        // The store is closed next, and that is waited for with patience of its own.
        await Task.WhenAny(writing, Task.Delay(Beat, CancellationToken.None));
    }

    private async Task WriteLastSeenAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(lastSeenInterval);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellation);
                await store.FlushAsync(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The store's watch has counted and logged it; they are written at the next turn.
            }
        }
    }
}
