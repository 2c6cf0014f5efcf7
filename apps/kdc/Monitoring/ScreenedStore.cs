using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc;

/// <summary>A store that says on the debug screen what it is asked and answers. Keys stay out of it.</summary>
internal sealed class ScreenedStore(IPrincipalDatabase inner, DebugScreen screen) : IPrincipalDatabase
{
    public async ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) =>
        Say(await inner.TryAddAsync(client, cancellation).ConfigureAwait(false), $"add client {Shown(client)}", "the name is taken");

    public async ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) =>
        Say(await inner.TryAddAsync(service, cancellation).ConfigureAwait(false), $"add service {Shown(service)}", "the name is taken");

    public async ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) =>
        Say(await inner.FindClientAsync(id, cancellation).ConfigureAwait(false), $"find client {id}");

    public async ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) =>
        Say(await inner.FindServiceAsync(id, cancellation).ConfigureAwait(false), $"find service {id}");

    public async ValueTask<ClientPrincipal?> FindClientAsync(PrincipalName name, CancellationToken cancellation) =>
        Say(await inner.FindClientAsync(name, cancellation).ConfigureAwait(false), $"find client {DisplayText.Quote(name.Utf8)}");

    public async ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalName name, CancellationToken cancellation) =>
        Say(await inner.FindServiceAsync(name, cancellation).ConfigureAwait(false), $"find service {DisplayText.Quote(name.Utf8)}");

    public async ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ServicePrincipal> services = await inner.ListServicesAsync(cancellation).ConfigureAwait(false);
        screen.Stored($"store: list services: {services.Count}");
        return services;
    }

    public IAsyncEnumerable<ClientPrincipal> ReadClientsAsync(CancellationToken cancellation)
    {
        screen.Stored("store: read all clients");
        return inner.ReadClientsAsync(cancellation);
    }

    public async ValueTask<ClientPrincipal?> UpdateClientAsync(PrincipalId id, Func<ClientPrincipal, ClientPrincipal> change, CancellationToken cancellation) =>
        Say(await inner.UpdateClientAsync(id, change, cancellation).ConfigureAwait(false), $"change client {id}");

    public async ValueTask<ServicePrincipal?> UpdateServiceAsync(PrincipalId id, Func<ServicePrincipal, ServicePrincipal> change, CancellationToken cancellation) =>
        Say(await inner.UpdateServiceAsync(id, change, cancellation).ConfigureAwait(false), $"change service {id}");

    public async ValueTask<bool> RemoveClientAsync(PrincipalId id, CancellationToken cancellation) =>
        Say(await inner.RemoveClientAsync(id, cancellation).ConfigureAwait(false), $"remove client {id}", "there is none");

    public async ValueTask<bool> RemoveServiceAsync(PrincipalId id, CancellationToken cancellation) =>
        Say(await inner.RemoveServiceAsync(id, cancellation).ConfigureAwait(false), $"remove service {id}", "there is none");

    public void NoteSeen(PrincipalId client, DateTimeOffset now) => inner.NoteSeen(client, now);

    public async Task FlushAsync(CancellationToken cancellation)
    {
        await inner.FlushAsync(cancellation).ConfigureAwait(false);
        screen.Stored("store: last requests written");
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static string Shown(ClientPrincipal client) => $"{DisplayText.Quote(client.Name.Utf8)} as {client.Id}";

    private static string Shown(ServicePrincipal service) => $"{DisplayText.Quote(service.Name.Utf8)} as {service.Id}, at {service.EndPoint}";

    private bool Say(bool isDone, string what, string otherwise)
    {
        screen.Stored($"store: {what}: {(isDone ? "done" : otherwise)}");
        return isDone;
    }

    private ClientPrincipal? Say(ClientPrincipal? client, string what)
    {
        screen.Stored($"store: {what}: {(client is null ? "there is none" : Shown(client))}{(client?.IsDisabled == true ? ", disabled" : "")}");
        return client;
    }

    private ServicePrincipal? Say(ServicePrincipal? service, string what)
    {
        screen.Stored($"store: {what}: {(service is null ? "there is none" : Shown(service))}{(service?.IsDisabled == true ? ", disabled" : "")}");
        return service;
    }
}
