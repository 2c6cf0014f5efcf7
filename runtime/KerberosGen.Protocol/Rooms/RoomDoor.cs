using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Checks the ticket and the authenticator that a client presents (1028): every rule of the protocol's 'Requests and
/// responses', in one order, but for the last: whether the authenticator was seen before is for the room to say, which knows
/// its replay cache. Use it from any number of connections at once.
/// </summary>
/// <param name="room">Whose door it is.</param>
/// <param name="options">How the room behaves.</param>
/// <param name="clock">The time.</param>
public sealed class RoomDoor(RoomIdentity room, RoomOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(ProtocolLimits.ClockSkewSeconds);

    private readonly Lock _gate = new();
    private readonly AesCbc _serviceCipher = new(room.Key.Bytes);
    private readonly AesCmac _serviceMac = SyntheticIvKey.Derive(room.Key.Bytes, SyntheticIvKey.Ticket);

    /// <summary>Checks a request in the documented layout.</summary>
    /// <param name="header">The request's header.</param>
    /// <param name="request">What is presented.</param>
    /// <param name="admission">If admitted: what that brings, with the key that client and room share, for the caller to dispose.</param>
    /// <param name="refusal">If not admitted: the first rule that is broken.</param>
    public bool TryAdmit(
        in RequestHeader header,
        in SymmetricKeyRequest request,
        [NotNullWhen(true)] out Admission? admission,
        [NotNullWhen(false)] out string? refusal)
    {
        admission = null;
        refusal = CheckClear(in header, request.Ticket.Version, request.Ticket.ClientId, request.Ticket.ServiceId);
        if (refusal is not null)
            return false;
        Opening opened;
        AesKey key;
        TimeText expires;
        lock (_gate)
            opened = request.Ticket.TryOpen(_serviceCipher, _serviceMac, [], out key, out expires);
        Span<byte> ticket = stackalloc byte[Ticket.Size];
        request.Ticket.Pack(ticket);
        refusal = CheckSealed(opened, true, in key, in expires, request.Ticket.ClientId, ticket, in request.Authenticator, TimeZoneInfo.Utc, out DateTimeOffset until, out bool isAuthenticated);
        admission = refusal is null ? Admit(request.Ticket.ClientId, in key, in request.Authenticator, until, request.Ticket.Iv, isAuthenticated) : null;
        return admission is not null;
    }

    /// <summary>Checks a request in the original layout, whose times are the KDC's local ones.</summary>
    /// <inheritdoc cref="TryAdmit(in RequestHeader, in SymmetricKeyRequest, out Admission?, out string?)"/>
    public bool TryAdmit(
        in RequestHeader header,
        in OriginalSymmetricKeyRequest request,
        [NotNullWhen(true)] out Admission? admission,
        [NotNullWhen(false)] out string? refusal)
    {
        admission = null;
        refusal = CheckClear(in header, request.Ticket.Version, request.Ticket.ClientId, request.Ticket.ServiceId);
        if (refusal is not null)
            return false;
        Opening opened;
        AesKey key;
        TimeText created, expires;
        lock (_gate)
            opened = request.Ticket.TryOpen(_serviceCipher, _serviceMac, [], out created, out key, out expires);
        bool isCreated = TimeTextFormat.TryParse(in created, options.KdcTimeZone, out _);
        Span<byte> ticket = stackalloc byte[OriginalTicket.Size];
        request.Ticket.Pack(ticket);
        refusal = CheckSealed(opened, isCreated, in key, in expires, request.Ticket.ClientId, ticket, in request.Authenticator, options.KdcTimeZone, out DateTimeOffset until, out bool isAuthenticated);
        admission = refusal is null ? Admit(request.Ticket.ClientId, in key, in request.Authenticator, until, request.Ticket.Iv, isAuthenticated) : null;
        return admission is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _serviceCipher.Dispose();
        _serviceMac.Dispose();
    }

    private string? CheckClear(in RequestHeader header, byte version, PrincipalId client, PrincipalId service)
    {
        if (version != ProtocolLimits.Version)
            return Refusals.TicketVersion(version);
        if (service != room.Id)
            return Refusals.TicketForAnotherService(service);
        return header.ClientId == client ? null : Refusals.HeaderClient(header.ClientId, client);
    }

    /// <summary>
    /// Checks what is sealed. All of it is opened, read and compared before the first answer, also what is behind a ticket that
    /// does not open: how long a refusal takes tells nothing of what a key has brought to light.
    /// </summary>
    private string? CheckSealed(
        Opening opened,
        bool isCreated,
        in AesKey key,
        in TimeText expires,
        PrincipalId client,
        ReadOnlySpan<byte> ticket,
        in Authenticator authenticator,
        TimeZoneInfo zone,
        out DateTimeOffset until,
        out bool isAuthenticated)
    {
        using var cipher = new AesCbc(key.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(key.Bytes, SyntheticIvKey.Authenticator);
        Span<byte> associated = stackalloc byte[AssociatedData.AuthenticatorSize];
        AssociatedData.OfAuthenticator(ticket, associated);
        Opening proof = authenticator.TryOpen(cipher, mac, associated, out VersionText version, out PrincipalId itsClient, out PrincipalId itsService, out TimeText created);
        bool isVersion = CryptographicOperations.FixedTimeEquals(version.Bytes, "24"u8);
        bool isClient = CryptographicOperations.FixedTimeEquals(itsClient.Bytes, client.Bytes);
        bool isService = CryptographicOperations.FixedTimeEquals(itsService.Bytes, room.Id.Bytes);
        bool isEnd = TimeTextFormat.TryParse(in expires, zone, out TimeReading end);
        bool isTime = TimeTextFormat.TryParse(in created, zone, out TimeReading time);

        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan past = now - end.Later;
        // The text is to the second, so the clock is compared to the second.
        TimeSpan ahead = time.AheadOf(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        bool isTicketAuthenticated = opened == Opening.Authenticated;
        isAuthenticated = isTicketAuthenticated && proof == Opening.Authenticated;
        until = time.Later + Skew + TimeSpan.FromSeconds(1);
        return opened == Opening.Failed ? Refusals.TicketDoesNotOpen
            : !isTicketAuthenticated && !options.AcceptUnauthenticatedTickets ? Refusals.TicketUnauthenticated
            : !isCreated || !isEnd ? Refusals.TicketTime
            : past >= TimeSpan.Zero ? Refusals.TicketExpired(past)
            : proof == Opening.Failed ? Refusals.AuthenticatorDoesNotOpen
            : !isVersion ? Refusals.AuthenticatorVersion
            : !isClient ? Refusals.AuthenticatorClient
            : !isService ? Refusals.AuthenticatorService
            : !isTime ? Refusals.AuthenticatorTime
            : ahead.Duration() > Skew ? Refusals.ClockSkew(ahead)
            : !isAuthenticated && options.RequireAuthenticatedClients ? Refusals.ClientUnauthenticated
            : null;
    }

    private static Admission Admit(PrincipalId client, in AesKey key, in Authenticator authenticator, DateTimeOffset until, Iv ticketIv, bool isAuthenticated) =>
        new(client, new KeyMaterial(key.Bytes), new RememberedAuthenticator(DigestOf(in authenticator), until), authenticator.Iv, ticketIv, isAuthenticated);

    private static UInt128 DigestOf(in Authenticator authenticator)
    {
        Span<byte> packed = stackalloc byte[Authenticator.Size];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        authenticator.Pack(packed);
        SHA256.HashData(packed, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
