using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>The KDC's ticket-granting server: lists services (1026) and issues tickets (1027).</summary>
/// <param name="store">Where principals are kept.</param>
/// <param name="options">How tickets are made.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where session keys and IVs come from.</param>
public sealed class TicketGrantingServer(IPrincipalStore store, KdcOptions options, TimeProvider clock, IRandomSource random)
{
    /// <summary>Answers 1602 with every service, to a registered client; otherwise 1609.</summary>
    public async ValueTask<Disposition> ListServicesAsync(PrincipalId clientId, KdcExchange exchange)
    {
        if (await store.FindClientAsync(clientId, exchange.Cancellation).ConfigureAwait(false) is null)
            return exchange.Refuse(KdcRefusals.UnknownClient(clientId));
        store.NoteSeen(clientId, clock.GetUtcNow());
        IReadOnlyList<ServicePrincipal> services = await store.ListServicesAsync(exchange.Cancellation).ConfigureAwait(false);
        var entries = new ServiceEntry[services.Count];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = EntryOf(services[i]);
        exchange.Answer(new ServiceListResponse { Services = entries });
        exchange.Observer.ServicesListed(exchange.Peer, clientId, entries.Length);
        return Disposition.KeepOpen;
    }

    /// <summary>Answers 1603 with a fresh session key and a ticket, to a registered client for a registered service; otherwise 1609.</summary>
    public async ValueTask<Disposition> IssueTicketAsync(PrincipalId clientId, TicketRequest request, KdcExchange exchange)
    {
        if (await store.FindClientAsync(clientId, exchange.Cancellation).ConfigureAwait(false) is not { } client)
            return exchange.Refuse(KdcRefusals.UnknownClient(clientId));
        if (await store.FindServiceAsync(request.ServiceId, exchange.Cancellation).ConfigureAwait(false) is not { } service)
            return exchange.Refuse(KdcRefusals.UnknownService(request.ServiceId));
        DateTimeOffset now = clock.GetUtcNow();
        store.NoteSeen(clientId, now);
        Issue(client, service, in request.Nonce, now, exchange);
        exchange.Observer.TicketIssued(exchange.Peer, clientId, service.Id);
        return Disposition.KeepOpen;
    }

    private static ServiceEntry EntryOf(ServicePrincipal service)
    {
        Span<byte> address = stackalloc byte[IPv4Address.Size];
        service.EndPoint.Address.TryWriteBytes(address, out _);
        return new ServiceEntry
        {
            ServiceId = service.Id,
            Name = service.Name,
            Address = new IPv4Address(address),
            Port = (ushort)service.EndPoint.Port,
        };
    }

    private void Issue(ClientPrincipal client, ServicePrincipal service, in Nonce nonce, DateTimeOffset now, KdcExchange exchange)
    {
        using var clientCipher = new AesCbc(client.Key.Bytes);
        using var serviceCipher = new AesCbc(service.Key.Bytes);
        Span<byte> secret = stackalloc byte[AesKey.Size];
        random.FillWithoutZeros(secret);
        var sessionKey = new AesKey(secret);
        Span<byte> ivs = stackalloc byte[2 * Iv.Size];
        random.Fill(ivs);
        var keyIv = new Iv(ivs[..Iv.Size]);
        var ticketIv = new Iv(ivs[Iv.Size..]);
        DateTimeOffset expires = now + options.TicketLifetime;
        if (options.Layout == WireLayout.Documented)
        {
            var response = new TicketResponse { ClientId = client.Id };
            response.EncryptedKey.Seal(clientCipher, in keyIv, in nonce, in sessionKey);
            response.Ticket.Version = ProtocolLimits.Version;
            response.Ticket.ClientId = client.Id;
            response.Ticket.ServiceId = service.Id;
            response.Ticket.CreatedAt = now.ToUnixTimeSeconds();
            response.Ticket.Seal(serviceCipher, in ticketIv, in sessionKey, TimeTextFormat.Format(expires, TimeZoneInfo.Utc));
            exchange.Answer(in response);
        }
        else
        {
            var response = new OriginalTicketResponse { ClientId = client.Id };
            response.EncryptedKey.Seal(clientCipher, in keyIv, in nonce, in sessionKey);
            response.Ticket.Version = ProtocolLimits.Version;
            response.Ticket.ClientId = client.Id;
            response.Ticket.ServiceId = service.Id;
            response.Ticket.Seal(
                serviceCipher, in ticketIv, TimeTextFormat.Format(now, options.TimeZone), in sessionKey, TimeTextFormat.Format(expires, options.TimeZone));
            exchange.Answer(in response);
        }

        CryptographicOperations.ZeroMemory(secret);
    }
}
