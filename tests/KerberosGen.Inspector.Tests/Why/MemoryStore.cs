using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector.Tests;

/// <summary>A KDC's principals in memory.</summary>
internal sealed class MemoryStore : IPrincipalStore
{
    public List<ClientPrincipal> Clients { get; } = [];

    public List<ServicePrincipal> Services { get; } = [];

    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation)
    {
        bool isFree = Clients.TrueForAll(c => c.Name != client.Name);
        if (isFree)
            Clients.Add(client);
        return new(isFree);
    }

    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation)
    {
        bool isFree = Services.TrueForAll(s => s.Name != service.Name);
        if (isFree)
            Services.Add(service);
        return new(isFree);
    }

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => new(Clients.Find(c => c.Id == id));

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => new(Services.Find(s => s.Id == id));

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new([.. Services]);

    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
    }
}
