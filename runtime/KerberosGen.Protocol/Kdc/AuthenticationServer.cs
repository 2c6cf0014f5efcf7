using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>The KDC's authentication server: registers clients (1024) and services (1025).</summary>
/// <param name="store">Where principals are kept.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where ids come from.</param>
public sealed class AuthenticationServer(IPrincipalStore store, TimeProvider clock, IRandomSource random)
{
    /// <summary>Registers a client: 1600 with a new id, or 1601.</summary>
    public async ValueTask<Disposition> RegisterAsync(ClientRegistration request, KdcExchange exchange)
    {
        if (!Validator.IsName(in request.Name, out string? problem) || !Validator.IsPassword(in request.Password, out problem))
            return RefuseRegistration(exchange, problem);
        var client = new ClientPrincipal(
            NewId(), Padded(request.Name), KeyMaterial.FromPassword(request.Password.Utf8), clock.GetUtcNow());
        if (!await store.TryAddAsync(client, exchange.Cancellation).ConfigureAwait(false))
        {
            client.Key.Dispose();
            return RefuseRegistration(exchange, KdcRefusals.ClientNameTaken(client.Name));
        }

        exchange.Answer(new RegistrationSuccess { Id = client.Id });
        exchange.Observer.ClientRegistered(exchange.Peer, client.Name, client.Id);
        return Disposition.KeepOpen;
    }

    /// <summary>
    /// Registers a service, at the address its request comes from: 1600 with a new id, or 1601. 1602 carries IPv4 only, so a
    /// service seen over IPv6 is refused.
    /// </summary>
    public async ValueTask<Disposition> RegisterAsync(ServiceRegistration request, KdcExchange exchange)
    {
        if (!Validator.IsName(in request.Name, out string? problem))
            return RefuseRegistration(exchange, problem);
        IPAddress address = exchange.Peer.Address.IsIPv4MappedToIPv6 ? exchange.Peer.Address.MapToIPv4() : exchange.Peer.Address;
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return RefuseRegistration(exchange, KdcRefusals.ServiceOverIPv6(in request.Name));
        var service = new ServicePrincipal(
            NewId(), Padded(request.Name), new KeyMaterial(request.Key.Bytes), new IPEndPoint(address, exchange.Peer.Port));
        if (!await store.TryAddAsync(service, exchange.Cancellation).ConfigureAwait(false))
        {
            service.Key.Dispose();
            return RefuseRegistration(exchange, KdcRefusals.ServiceNameTaken(service.Name));
        }

        exchange.Answer(new RegistrationSuccess { Id = service.Id });
        exchange.Observer.ServiceRegistered(exchange.Peer, service.Name, service.Id, service.EndPoint);
        return Disposition.KeepOpen;
    }

    private static Disposition RefuseRegistration(KdcExchange exchange, string reason)
    {
        exchange.Answer(default(RegistrationFailure));
        exchange.Observer.Refused(exchange.Peer, reason);
        return Disposition.KeepOpen;
    }

    // What a peer put behind the NUL is not kept, or 1602 would pass it on to every client.
    private static PrincipalName Padded(PrincipalName name)
    {
        PrincipalName.TryCreate(name.Utf8, out PrincipalName padded);
        return padded;
    }

    private PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        random.FillWithoutZeros(id);
        return new PrincipalId(id);
    }
}
