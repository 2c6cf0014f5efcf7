using System.Collections.Concurrent;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>
/// Principals in memory, found without an allocation, until the test makes the store wait or fail. It is not the store of a
/// KDC: those are tested with real ones.
/// </summary>
internal sealed class SteeredStore : IPrincipalStore
{
    private readonly ConcurrentDictionary<PrincipalId, ClientPrincipal> _clients = new();
    private readonly ConcurrentDictionary<PrincipalId, ServicePrincipal> _services = new();
    private readonly ConcurrentDictionary<PrincipalName, PrincipalId> _clientNames = new();
    private readonly ConcurrentDictionary<PrincipalName, PrincipalId> _serviceNames = new();
    private IReadOnlyList<ServicePrincipal>? _listed;
    private int _registrations;

    /// <summary>What registrations wait for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Whether waits heed their cancellation.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>What everything fails with, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Registrations that have come so far.</summary>
    public int Registrations => Volatile.Read(ref _registrations);

    public int Clients => _clients.Count;

    public void Add(ClientPrincipal client) => Assert.True(_clients.TryAdd(client.Id, client));

    public void Add(ServicePrincipal service)
    {
        Assert.True(_services.TryAdd(service.Id, service));
        _listed = null;
    }

    public async ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        return _clientNames.TryAdd(client.Name, client.Id) && _clients.TryAdd(client.Id, client);
    }

    public async ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        await EnterAsync(cancellation);
        _listed = null;
        return _serviceNames.TryAdd(service.Name, service.Id) && _services.TryAdd(service.Id, service);
    }

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => Failure is { } failure
        ? ValueTask.FromException<ClientPrincipal?>(failure)
        : new(_clients.GetValueOrDefault(id));

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => Failure is { } failure
        ? ValueTask.FromException<ServicePrincipal?>(failure)
        : new(_services.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => Failure is { } failure
        ? ValueTask.FromException<IReadOnlyList<ServicePrincipal>>(failure)
        : new(_listed ??= [.. _services.Values]);

    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
    }

    private async ValueTask EnterAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _registrations);
        await Gate.WaitAsync(IsDeaf ? CancellationToken.None : cancellation);
        if (Failure is { } failure)
            throw failure;
    }
}
