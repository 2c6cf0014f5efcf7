using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Checks the ticket and the authenticator that a client presents (1028): every rule of the protocol's 'Requests and
/// responses', in one order. Use it from any number of connections at once.
/// </summary>
/// <param name="room">Whose door it is.</param>
/// <param name="options">How the room behaves.</param>
/// <param name="clock">The time.</param>
/// <param name="replays">Authenticators accepted before.</param>
public sealed class RoomDoor(RoomIdentity room, RoomOptions options, TimeProvider clock, IReplayCache replays) : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(ProtocolLimits.ClockSkewSeconds);

    private readonly Lock _gate = new();
    private readonly AesCbc _serviceCipher = new(room.Key.Bytes);

    /// <summary>Checks a request in the documented layout.</summary>
    /// <param name="header">The request's header.</param>
    /// <param name="request">What is presented.</param>
    /// <param name="sessionKey">If admitted: the key that client and room share, for the caller to dispose.</param>
    /// <param name="refusal">If not admitted: the first rule that is broken.</param>
    public bool TryAdmit(
        in RequestHeader header,
        in SymmetricKeyRequest request,
        [NotNullWhen(true)] out KeyMaterial? sessionKey,
        [NotNullWhen(false)] out string? refusal)
    {
        sessionKey = null;
        refusal = CheckClear(in header, request.Ticket.Version, request.Ticket.ClientId, request.Ticket.ServiceId);
        if (refusal is not null)
            return false;
        bool opened;
        AesKey key;
        TimeText expires;
        lock (_gate)
            opened = request.Ticket.TryOpen(_serviceCipher, out key, out expires);
        return TryAdmit(opened, in key, in expires, request.Ticket.ClientId, in request.Authenticator, TimeZoneInfo.Utc, out sessionKey, out refusal);
    }

    /// <summary>Checks a request in the original layout, whose times are the KDC's local ones.</summary>
    /// <inheritdoc cref="TryAdmit(in RequestHeader, in SymmetricKeyRequest, out KeyMaterial?, out string?)"/>
    public bool TryAdmit(
        in RequestHeader header,
        in OriginalSymmetricKeyRequest request,
        [NotNullWhen(true)] out KeyMaterial? sessionKey,
        [NotNullWhen(false)] out string? refusal)
    {
        sessionKey = null;
        refusal = CheckClear(in header, request.Ticket.Version, request.Ticket.ClientId, request.Ticket.ServiceId);
        if (refusal is not null)
            return false;
        bool opened;
        AesKey key;
        TimeText created, expires;
        lock (_gate)
            opened = request.Ticket.TryOpen(_serviceCipher, out created, out key, out expires);
        if (opened && !TimeTextFormat.TryParse(in created, options.KdcTimeZone, out _))
        {
            refusal = Refusals.TicketTime;
            return false;
        }

        return TryAdmit(opened, in key, in expires, request.Ticket.ClientId, in request.Authenticator, options.KdcTimeZone, out sessionKey, out refusal);
    }

    /// <inheritdoc/>
    public void Dispose() => _serviceCipher.Dispose();

    private string? CheckClear(in RequestHeader header, byte version, PrincipalId client, PrincipalId service)
    {
        if (version != ProtocolLimits.Version)
            return Refusals.TicketVersion(version);
        if (service != room.Id)
            return Refusals.TicketForAnotherService(service);
        return header.ClientId == client ? null : Refusals.HeaderClient(header.ClientId, client);
    }

    private bool TryAdmit(
        bool opened,
        in AesKey key,
        in TimeText expires,
        PrincipalId client,
        in Authenticator authenticator,
        TimeZoneInfo zone,
        [NotNullWhen(true)] out KeyMaterial? sessionKey,
        [NotNullWhen(false)] out string? refusal)
    {
        sessionKey = null;
        refusal = !opened ? Refusals.TicketDoesNotOpen
            : CheckExpiry(in expires, zone) ?? CheckAuthenticator(in key, client, in authenticator, zone);
        if (refusal is not null)
            return false;
        sessionKey = new KeyMaterial(key.Bytes);
        return true;
    }

    private string? CheckExpiry(in TimeText expires, TimeZoneInfo zone)
    {
        if (!TimeTextFormat.TryParse(in expires, zone, out TimeReading reading))
            return Refusals.TicketTime;
        TimeSpan past = clock.GetUtcNow() - reading.Later;
        return past >= TimeSpan.Zero ? Refusals.TicketExpired(past) : null;
    }

    private string? CheckAuthenticator(in AesKey key, PrincipalId client, in Authenticator authenticator, TimeZoneInfo zone)
    {
        using var cipher = new AesCbc(key.Bytes);
        if (!authenticator.TryOpen(cipher, out VersionText version, out PrincipalId itsClient, out PrincipalId itsService, out TimeText created))
            return Refusals.AuthenticatorDoesNotOpen;
        if (!CryptographicOperations.FixedTimeEquals(version.Bytes, "24"u8))
            return Refusals.AuthenticatorVersion;
        if (!CryptographicOperations.FixedTimeEquals(itsClient.Bytes, client.Bytes))
            return Refusals.AuthenticatorClient;
        if (!CryptographicOperations.FixedTimeEquals(itsService.Bytes, room.Id.Bytes))
            return Refusals.AuthenticatorService;
        if (!TimeTextFormat.TryParse(in created, zone, out TimeReading reading))
            return Refusals.AuthenticatorTime;
        DateTimeOffset now = clock.GetUtcNow();
        // The text is to the second, so the clock is compared to the second.
        TimeSpan ahead = reading.AheadOf(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        if (ahead.Duration() > Skew)
            return Refusals.ClockSkew(ahead);
        return replays.TryAdd(in authenticator, now, reading.Later + Skew + TimeSpan.FromSeconds(1)) ? null : Refusals.Replayed;
    }
}
