using System.Diagnostics;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>
/// A store whose failures are counted, and whose health is known from them. What is in memory passes through without an allocation.
/// </summary>
internal sealed class MonitoredStore(IPrincipalDatabase inner, KdcMetrics metrics, StoreHealth health) : IPrincipalDatabase
{
    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => WatchAsync("find", inner.FindClientAsync(id, cancellation));

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => WatchAsync("find", inner.FindServiceAsync(id, cancellation));

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation) => WatchAsync("find", inner.FindClientAsync(name, cancellation));

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation) => WatchAsync("find", inner.FindServiceAsync(name, cancellation));

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => WatchAsync("find", inner.ListServicesAsync(cancellation));

    public IAsyncEnumerable<ClientPrincipal> ReadClientsAsync(CancellationToken cancellation) => inner.ReadClientsAsync(cancellation);

    public void NoteSeen(PrincipalId client, DateTimeOffset now) => inner.NoteSeen(client, now);

    public async ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        bool isAdded = await WatchAsync("add", inner.TryAddAsync(client, cancellation)).ConfigureAwait(false);
        metrics.StoreWrote(Stopwatch.GetElapsedTime(start));
        return isAdded;
    }

    public async ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        bool isAdded = await WatchAsync("add", inner.TryAddAsync(service, cancellation)).ConfigureAwait(false);
        metrics.StoreWrote(Stopwatch.GetElapsedTime(start));
        return isAdded;
    }

    public ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation) =>
        WatchAsync("change", inner.UpdateClientAsync(id, change, cancellation));

    public ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation) =>
        WatchAsync("change", inner.UpdateServiceAsync(id, change, cancellation));

    public ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation) => WatchAsync("change", inner.RemoveClientAsync(id, cancellation));

    public ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation) => WatchAsync("change", inner.RemoveServiceAsync(id, cancellation));

    public async Task FlushAsync(CancellationToken cancellation)
    {
        try
        {
            await inner.FlushAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed("write last requests", "flush", e);
            throw;
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private ValueTask<T> WatchAsync<T>(string operation, ValueTask<T> task)
    {
        if (!task.IsCompletedSuccessfully)
            return AwaitAsync(operation, task);
        health.Answered();
        return task;
    }

    private async ValueTask<T> AwaitAsync<T>(string operation, ValueTask<T> task)
    {
        try
        {
            T result = await task.ConfigureAwait(false);
            health.Answered();
            return result;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(operation, operation, e);
            throw;
        }
    }

    private void Failed(string words, string operation, Exception e)
    {
        metrics.StoreFailed(operation);
        health.Failed(words, e);
    }
}
