using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Where the KDC keeps its principals. Finding one completes at once where it is in memory, so that a ticket needs no
/// allocation. A key that was given out is not cleared when it is replaced or its principal removed: a request under way
/// may be sealing with it. It is the garbage collector's from then on.
/// </summary>
public interface IPrincipalStore
{
    /// <summary>
    /// Adds a client; false if its name is taken, or its id: who asks then finds a client of that id, and draws another. A
    /// disabled client keeps its name, a removed one does not. When this answers true, the client survives a crash.
    /// </summary>
    ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation);

    /// <summary>
    /// Adds a service; false if its name is taken, or its id: who asks then finds a service of that id, and draws another. A
    /// disabled service keeps its name, a removed one does not. When this answers true, the service survives a crash.
    /// </summary>
    ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation);

    /// <summary>The client with this id, or null.</summary>
    ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>The service with this id, or null.</summary>
    ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>
    /// Every service, in the order of registration. What was answered does not change any more; it is the same object until a
    /// service does, so that what is made of it can be kept.
    /// </summary>
    ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation);

    /// <summary>Notes that a client has made a request; it is written when it is convenient. Nothing is allocated.</summary>
    void NoteSeen(PrincipalId client, DateTimeOffset now);
}
