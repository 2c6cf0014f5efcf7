using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

/// <summary>A store whose server has gone away without a word.</summary>
internal sealed class SilentStore : IPrincipalStore
{
    private int _asked;

    public int Asked => _asked;

    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) => new(NeverAsync<bool>());

    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) => new(NeverAsync<bool>());

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => new(NeverAsync<ClientPrincipal?>());

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => new(NeverAsync<ServicePrincipal?>());

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new(NeverAsync<IReadOnlyList<ServicePrincipal>>());

    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
    }

    private Task<T> NeverAsync<T>()
    {
        Interlocked.Increment(ref _asked);
        return new TaskCompletionSource<T>().Task;
    }
}
