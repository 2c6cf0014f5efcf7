using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The KDC's ticket-granting server: lists services (1026) and issues tickets (1027). Where the store answers at once and the
/// principals' ciphers are kept, neither allocates anything.
/// </summary>
/// <param name="store">Where principals are kept.</param>
/// <param name="options">How tickets are made.</param>
/// <param name="clock">The time.</param>
/// <param name="random">Where session keys come from, a few bytes at a time.</param>
public sealed class TicketGrantingServer(IPrincipalStore store, KdcOptions options, TimeProvider clock, IRandomSource random) : IDisposable
{
    private readonly Lock _packing = new();
    private PackedServiceList? _packed;

    /// <summary>Ciphers of the principals that tickets were made for lately.</summary>
    public CipherCache Ciphers { get; } = new(options.CipherCacheSize);

    /// <summary>Answers 1602 with every service that is not disabled, to a registered client; otherwise 1609.</summary>
    public async ValueTask<Disposition> ListServicesAsync(PrincipalId clientId, KdcExchange exchange)
    {
        ClientPrincipal? client = await store.FindClientAsync(clientId, exchange.Cancellation).ConfigureAwait(false);
        if (client is null)
            return exchange.Refuse(KdcRefusalKind.UnknownClient, clientId, KdcRefusals.UnknownClient);
        if (client.IsDisabled)
            return exchange.Refuse(KdcRefusalKind.ClientDisabled, clientId, KdcRefusals.ClientDisabled);
        store.NoteSeen(clientId, clock.GetUtcNow());
        PackedServiceList list = Pack(await store.ListServicesAsync(exchange.Cancellation).ConfigureAwait(false));
        if (list.IsTooLong)
            return exchange.Refuse(KdcRefusalKind.AnswerTooLong, list.Count, KdcRefusals.ListTooLong);
        exchange.Answer(list.Response);
        exchange.Observer.ServicesListed(exchange.Peer, clientId, list.Count);
        return Disposition.KeepOpen;
    }

    /// <summary>
    /// Answers 1603 with a fresh session key and a ticket, to a registered client for a registered service, neither of them
    /// disabled; otherwise 1609.
    /// </summary>
    public async ValueTask<Disposition> IssueTicketAsync(PrincipalId clientId, TicketRequest request, KdcExchange exchange)
    {
        if (await store.FindClientAsync(clientId, exchange.Cancellation).ConfigureAwait(false) is not { } client)
            return exchange.Refuse(KdcRefusalKind.UnknownClient, clientId, KdcRefusals.UnknownClient);
        if (await store.FindServiceAsync(request.ServiceId, exchange.Cancellation).ConfigureAwait(false) is not { } service)
            return exchange.Refuse(KdcRefusalKind.UnknownService, request.ServiceId, KdcRefusals.UnknownService);
        if (client.IsDisabled)
            return exchange.Refuse(KdcRefusalKind.ClientDisabled, clientId, KdcRefusals.ClientDisabled);
        if (service.IsDisabled)
            return exchange.Refuse(KdcRefusalKind.ServiceDisabled, request.ServiceId, KdcRefusals.ServiceDisabled);
        DateTimeOffset now = clock.GetUtcNow();
        store.NoteSeen(clientId, now);
        Issue(client, service, in request.Nonce, now, exchange);
        exchange.Observer.TicketIssued(exchange.Peer, clientId, service.Id);
        return Disposition.KeepOpen;
    }

    /// <summary>Clears the ciphers that are kept.</summary>
    public void Dispose() => Ciphers.Dispose();

    // A store answers the same list until a service changes. After a change one request packs it, and the others wait.
    private PackedServiceList Pack(IReadOnlyList<ServicePrincipal> services)
    {
        if (Volatile.Read(ref _packed) is { } packed && ReferenceEquals(packed.Source, services))
            return packed;
        lock (_packing)
        {
            if (!ReferenceEquals(_packed?.Source, services))
                Volatile.Write(ref _packed, PackedServiceList.Of(services));
            return _packed!;
        }
    }

    private void Issue(ClientPrincipal client, ServicePrincipal service, in Nonce nonce, DateTimeOffset now, KdcExchange exchange)
    {
        using RentedCipher clientCipher = Ciphers.Rent(client.Id, client.Key, SyntheticIvKey.EncryptedKey);
        using RentedCipher serviceCipher = Ciphers.Rent(service.Id, service.Key, SyntheticIvKey.Ticket);
        AesKey sessionKey = default;
        Span<byte> secret = MemoryMarshal.AsBytes(new Span<AesKey>(ref sessionKey));
        Span<byte> associated = stackalloc byte[AssociatedData.EncryptedKeySize];
        try
        {
            random.FillWithoutZeros(secret);
            DateTimeOffset expires = now + options.TicketLifetime;
            if (options.Layout == WireLayout.Documented)
            {
                var response = new TicketResponse { ClientId = client.Id };
                response.Ticket.Version = ProtocolLimits.Version;
                response.Ticket.ClientId = client.Id;
                response.Ticket.ServiceId = service.Id;
                response.Ticket.CreatedAt = now.ToUnixTimeSeconds();
                response.Ticket.Seal(serviceCipher.Cipher, serviceCipher.Mac, [], in sessionKey, TimeTextFormat.Format(expires, TimeZoneInfo.Utc));
                Span<byte> ticket = stackalloc byte[Ticket.Size];
                response.Ticket.Pack(ticket);
                AssociatedData.OfEncryptedKey(client.Id, service.Id, ticket, associated);
                response.EncryptedKey.Seal(clientCipher.Cipher, clientCipher.Mac, associated, in nonce, in sessionKey);
                exchange.Answer(in response);
            }
            else
            {
                var response = new OriginalTicketResponse { ClientId = client.Id };
                response.Ticket.Version = ProtocolLimits.Version;
                response.Ticket.ClientId = client.Id;
                response.Ticket.ServiceId = service.Id;
                response.Ticket.Seal(
                    serviceCipher.Cipher,
                    serviceCipher.Mac,
                    [],
                    TimeTextFormat.Format(now, options.TimeZone),
                    in sessionKey,
                    TimeTextFormat.Format(expires, options.TimeZone));
                Span<byte> ticket = stackalloc byte[OriginalTicket.Size];
                response.Ticket.Pack(ticket);
                AssociatedData.OfEncryptedKey(client.Id, service.Id, ticket, associated);
                response.EncryptedKey.Seal(clientCipher.Cipher, clientCipher.Mac, associated, in nonce, in sessionKey);
                exchange.Answer(in response);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
