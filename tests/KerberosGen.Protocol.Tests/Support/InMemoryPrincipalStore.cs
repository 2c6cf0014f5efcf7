using System.Runtime.CompilerServices;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Principals in memory; names and ids are unique among clients, and among services. Finding, listing and noting allocate nothing.</summary>
internal sealed class InMemoryPrincipalStore : IPrincipalDatabase
{
    private readonly Lock _gate = new();
    private readonly List<ClientPrincipal> _clients = [];
    private readonly List<ServicePrincipal> _services = [];
    private readonly Dictionary<PrincipalId, DateTimeOffset> _seen = [];
    private IReadOnlyList<ServicePrincipal>? _listed;

    public IReadOnlyDictionary<PrincipalId, DateTimeOffset> Seen => _seen;

    public IReadOnlyList<ClientPrincipal> Clients => _clients;

    public IReadOnlyList<ServicePrincipal> Services => _services;

    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_clients.Any(c => c.Name == client.Name || c.Id == client.Id))
                return new(false);
            _clients.Add(client);
            return new(true);
        }
    }

    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_services.Any(s => s.Name == service.Name || s.Id == service.Id))
                return new(false);
            _services.Add(service);
            _listed = null;
            return new(true);
        }
    }

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
            return new(IndexOfClient(id) is var at and >= 0 ? _clients[at] : null);
    }

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
            return new(IndexOfService(id) is var at and >= 0 ? _services[at] : null);
    }

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return new(_listed ??= _services.ToArray());
    }

    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
        lock (_gate)
            _seen[client] = now;
    }

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation)
    {
        lock (_gate)
            return new(_clients.Find(c => c.Name == name));
    }

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation)
    {
        lock (_gate)
            return new(_services.Find(s => s.Name == name));
    }

    public async IAsyncEnumerable<ClientPrincipal> ReadClientsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        ClientPrincipal[] all;
        lock (_gate)
            all = [.. _clients];
        foreach (ClientPrincipal client in all)
            yield return _seen.TryGetValue(client.Id, out DateTimeOffset seen) ? client with { LastSeen = seen } : client;
    }

    public ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation)
    {
        lock (_gate)
        {
            int at = IndexOfClient(id);
            return new(at < 0 ? null : _clients[at] = change(_clients[at]));
        }
    }

    public ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation)
    {
        lock (_gate)
        {
            int at = IndexOfService(id);
            _listed = null;
            return new(at < 0 ? null : _services[at] = change(_services[at]));
        }
    }

    public ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
            return new(_clients.RemoveAll(c => c.Id == id) > 0);
    }

    public ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _listed = null;
            return new(_services.RemoveAll(s => s.Id == id) > 0);
        }
    }

    public Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int IndexOfClient(PrincipalId id)
    {
        for (int at = 0; at < _clients.Count; at++)
        {
            if (_clients[at].Id == id)
                return at;
        }

        return -1;
    }

    private int IndexOfService(PrincipalId id)
    {
        for (int at = 0; at < _services.Count; at++)
        {
            if (_services[at].Id == id)
                return at;
        }

        return -1;
    }
}
