using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>The KDC's authentication server: registers clients (1024) and services (1025).</summary>
/// <param name="store">Where principals are kept.</param>
/// <param name="options">Whom it registers.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where ids come from.</param>
public sealed class AuthenticationServer(IPrincipalStore store, KdcOptions options, TimeProvider clock, IRandomSource random)
{
    // An id has 16 bytes: that two of them are taken already means that the randomness is none.
    private const int MostDraws = 3;

    /// <summary>Registers a client: 1600 with a new id, or 1601. The password is not kept while the store is waited for.</summary>
    /// <exception cref="InvalidOperationException">The ids drawn are taken, again and again.</exception>
    public ValueTask<Disposition> RegisterAsync(in ClientRegistration request, KdcExchange exchange)
    {
        if (!Validator.IsName(in request.Name, out string? problem) || !Validator.IsPassword(in request.Password, out problem))
            return new(exchange.RefuseRegistration(KdcRefusalKind.NameNotValid, problem, static p => p));
        if (!options.IsRegistrationOpen)
            return new(exchange.RefuseRegistration(KdcRefusalKind.RegistrationClosed, KdcRefusals.RegistrationClosed, static r => r));
        return AddClientAsync(Padded(in request.Name), KeyMaterial.FromPassword(request.Password.Utf8), exchange);
    }

    /// <summary>
    /// Registers a service, at the address its request comes from: 1600 with a new id, or 1601. 1602 carries IPv4 only, so a
    /// service seen over IPv6 is refused; one to which the administrator has given an IPv4 address is registered already.
    /// </summary>
    /// <exception cref="InvalidOperationException">The ids drawn are taken, again and again.</exception>
    public ValueTask<Disposition> RegisterAsync(in ServiceRegistration request, KdcExchange exchange)
    {
        if (!Validator.IsName(in request.Name, out string? problem))
            return new(exchange.RefuseRegistration(KdcRefusalKind.NameNotValid, problem, static p => p));
        IPAddress address = exchange.Peer.Address.IsIPv4MappedToIPv6 ? exchange.Peer.Address.MapToIPv4() : exchange.Peer.Address;
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return new(exchange.RefuseRegistration(KdcRefusalKind.AddressNotValid, request.Name, static n => KdcRefusals.ServiceOverIPv6(in n)));
        if (!options.IsRegistrationOpen)
            return new(exchange.RefuseRegistration(KdcRefusalKind.RegistrationClosed, KdcRefusals.RegistrationClosed, static r => r));
        return AddServiceAsync(Padded(in request.Name), new KeyMaterial(request.Key.Bytes), new IPEndPoint(address, exchange.Peer.Port), exchange);
    }

    private async ValueTask<Disposition> AddClientAsync(PrincipalName name, KeyMaterial key, KdcExchange exchange)
    {
        bool isKept = false;
        try
        {
            for (int draw = 1; draw <= MostDraws; draw++)
            {
                var client = new ClientPrincipal(NewId(), name, key, clock.GetUtcNow());
                isKept = await store.TryAddAsync(client, exchange.Cancellation).ConfigureAwait(false);
                if (isKept)
                {
                    exchange.Answer(new RegistrationSuccess { Id = client.Id });
                    exchange.Observer.ClientRegistered(exchange.Peer, client.Name, client.Id);
                    return Disposition.KeepOpen;
                }

                if (await store.FindClientAsync(client.Id, exchange.Cancellation).ConfigureAwait(false) is null)
                    return exchange.RefuseRegistration(KdcRefusalKind.NameTaken, name, static n => KdcRefusals.ClientNameTaken(in n));
            }

            throw NoNewId();
        }
        finally
        {
            if (!isKept)
                key.Dispose();
        }
    }

    private async ValueTask<Disposition> AddServiceAsync(PrincipalName name, KeyMaterial key, IPEndPoint endPoint, KdcExchange exchange)
    {
        bool isKept = false;
        try
        {
            for (int draw = 1; draw <= MostDraws; draw++)
            {
                var service = new ServicePrincipal(NewId(), name, key, endPoint);
                isKept = await store.TryAddAsync(service, exchange.Cancellation).ConfigureAwait(false);
                if (isKept)
                {
                    exchange.Answer(new RegistrationSuccess { Id = service.Id });
                    TellOf(service, exchange);
                    return Disposition.KeepOpen;
                }

                if (await store.FindServiceAsync(service.Id, exchange.Cancellation).ConfigureAwait(false) is null)
                    return exchange.RefuseRegistration(KdcRefusalKind.NameTaken, name, static n => KdcRefusals.ServiceNameTaken(in n));
            }

            throw NoNewId();
        }
        finally
        {
            if (!isKept)
                key.Dispose();
        }
    }

    private void TellOf(ServicePrincipal service, KdcExchange exchange)
    {
        exchange.Observer.ServiceRegistered(exchange.Peer, service.Name, service.Id, service.EndPoint);
        if (options.ServesOtherHosts && IPAddress.IsLoopback(service.EndPoint.Address))
            exchange.Observer.ServiceAtLoopback(exchange.Peer, service.Name, service.Id, service.EndPoint);
    }

    // What a peer put behind the NUL is not kept, or 1602 would pass it on to every client.
    private static PrincipalName Padded(in PrincipalName name)
    {
        PrincipalName.TryCreate(name.Utf8, out PrincipalName padded);
        return padded;
    }

    private static InvalidOperationException NoNewId() =>
        new($"{MostDraws} random ids, one after the other, are taken: the source of randomness repeats itself.");

    private PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        random.FillWithoutZeros(id);
        return new PrincipalId(id);
    }
}
