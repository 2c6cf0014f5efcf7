using System.Collections.Concurrent;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Principals in memory; names are unique among clients, and among services.</summary>
internal sealed class InMemoryPrincipalStore : IPrincipalStore
{
    private readonly Lock _gate = new();
    private readonly List<ClientPrincipal> _clients = [];
    private readonly List<ServicePrincipal> _services = [];

    public ConcurrentDictionary<PrincipalId, DateTimeOffset> Seen { get; } = new();

    public IReadOnlyList<ClientPrincipal> Clients => _clients;

    public IReadOnlyList<ServicePrincipal> Services => _services;

    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_clients.Any(c => c.Name == client.Name))
                return new(false);
            _clients.Add(client);
            return new(true);
        }
    }

    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_services.Any(s => s.Name == service.Name))
                return new(false);
            _services.Add(service);
            return new(true);
        }
    }

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
            return new(_clients.Find(c => c.Id == id));
    }

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation)
    {
        lock (_gate)
            return new(_services.Find(s => s.Id == id));
    }

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return new(_services.ToArray());
    }

    public void NoteSeen(PrincipalId client, DateTimeOffset now) => Seen[client] = now;
}
