using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The KDC database: a store of principals that an administrator can change while the KDC serves from it. What a method
/// has answered survives a crash, and is what every later find answers. Keys that it gives out stay the store's: a caller
/// does not dispose them.
/// </summary>
public interface IPrincipalDatabase : IPrincipalStore, IAsyncDisposable
{
    /// <summary>
    /// Adds many clients, which are registered in their order; what is true of one that is added is true of each. This begins
    /// them in their order, which is enough for a store that takes them so.
    /// </summary>
    /// <returns>For each, false if its name or its id is taken.</returns>
    async ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ClientPrincipal> clients, CancellationToken cancellation) =>
        await Task.WhenAll(clients.Select(client => TryAddAsync(client, cancellation).AsTask())).ConfigureAwait(false);

    /// <summary>Adds many services, as many clients are added.</summary>
    /// <returns>For each, false if its name or its id is taken.</returns>
    async ValueTask<bool[]> TryAddAllAsync(IReadOnlyList<ServicePrincipal> services, CancellationToken cancellation) =>
        await Task.WhenAll(services.Select(service => TryAddAsync(service, cancellation).AsTask())).ConfigureAwait(false);

    /// <summary>The client of this name, or null.</summary>
    ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation);

    /// <summary>The service of this name, or null.</summary>
    ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation);

    /// <summary>
    /// Every client in the order of registration, with what is known of when it was last seen. There may be millions: they come
    /// as they are read. Clients that come or go meanwhile may or may not be among them.
    /// </summary>
    IAsyncEnumerable<ClientPrincipal> ReadClientsAsync(CancellationToken cancellation);

    /// <summary>
    /// Changes a client, as one step that nothing comes between: its key, its LastSeen, whether it is disabled. Its id and
    /// its name stay.
    /// </summary>
    /// <returns>The client as it is now; null if no client has the id.</returns>
    ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation);

    /// <summary>
    /// Changes a service, as one step that nothing comes between: its key, its address, whether it is disabled. Its id and its
    /// name stay.
    /// </summary>
    /// <returns>The service as it is now; null if no service has the id.</returns>
    ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation);

    /// <summary>Removes a client; false if no client has the id.</summary>
    ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>Removes a service; false if no service has the id.</summary>
    ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation);

    /// <summary>Writes when clients were last seen. Disposing does so too.</summary>
    Task FlushAsync(CancellationToken cancellation);
}
