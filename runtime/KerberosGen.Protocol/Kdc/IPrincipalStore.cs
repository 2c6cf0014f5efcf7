using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Where the KDC keeps its principals. Finding one completes at once where it is in memory, so that a ticket needs no
/// allocation.
/// </summary>
public interface IPrincipalStore
{
    /// <summary>Adds a client; false if the name is taken. When this answers true, the client survives a crash.</summary>
    ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation);

    /// <summary>Adds a service; false if the name is taken. When this answers true, the service survives a crash.</summary>
    ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation);

    /// <summary>The client with this id, or null.</summary>
    ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>The service with this id, or null.</summary>
    ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>Every service, in the order of registration.</summary>
    ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation);

    /// <summary>Notes that a client has made a request; it is written when it is convenient.</summary>
    void NoteSeen(PrincipalId client, DateTimeOffset now);
}
