using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Roles;

/// <summary>One client and one service, found at no cost: what is measured is the role.</summary>
internal sealed class FixedPrincipals : IPrincipalStore
{
    private readonly ServicePrincipal[] _services =
    [
        new(NewId(), new PrincipalName("Printer 10"), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance), new IPEndPoint(IPAddress.Loopback, 5000)),
    ];

    public ClientPrincipal Client { get; } = new(NewId(), new PrincipalName("alice"), KeyMaterial.FromPassword("Wonderland-1865"u8), default);

    public ServicePrincipal Service => _services[0];

    public ValueTask<ClientPrincipal?> FindClientAsync(PrincipalId id, CancellationToken cancellation) => new(id == Client.Id ? Client : null);

    public ValueTask<ServicePrincipal?> FindServiceAsync(PrincipalId id, CancellationToken cancellation) => new(id == Service.Id ? Service : null);

    public ValueTask<IReadOnlyList<ServicePrincipal>> ListServicesAsync(CancellationToken cancellation) => new(_services);

    public ValueTask<bool> TryAddAsync(ClientPrincipal client, CancellationToken cancellation) => new(false);

    public ValueTask<bool> TryAddAsync(ServicePrincipal service, CancellationToken cancellation) => new(false);

    public void NoteSeen(PrincipalId client, DateTimeOffset now)
    {
    }

    private static PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        SystemRandomSource.Instance.Fill(id);
        return new PrincipalId(id);
    }
}
