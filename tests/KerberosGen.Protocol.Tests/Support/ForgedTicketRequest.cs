using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>
/// A 1028 with every value under the test's control, sealed with the platform's cipher at the offsets of the protocol's
/// tables. What is wrong in it was sealed so: its IVs are synthetic, unless the test says otherwise.
/// </summary>
internal sealed record ForgedTicketRequest
{
    public required WireLayout Layout { get; init; }

    public required byte[] ServiceKey { get; init; }

    public byte[] SessionKey { get; init; } = RandomNumberGenerator.GetBytes(32);

    public byte[]? AuthenticatorKey { get; init; }

    public bool HasSyntheticTicketIv { get; init; } = true;

    public bool HasSyntheticAuthenticatorIv { get; init; } = true;

    public byte HeaderVersion { get; init; } = 24;

    public required PrincipalId HeaderClient { get; init; }

    public byte TicketVersion { get; init; } = 24;

    public required PrincipalId TicketClient { get; init; }

    public required PrincipalId TicketService { get; init; }

    public required DateTimeOffset ClearCreated { get; init; }

    public required string TicketCreated { get; init; }

    public required string TicketExpires { get; init; }

    public string AuthenticatorVersion { get; init; } = "24";

    public required PrincipalId AuthenticatorClient { get; init; }

    public required PrincipalId AuthenticatorService { get; init; }

    public required string AuthenticatorCreated { get; init; }

    /// <summary>A good request of <paramref name="client"/> to <paramref name="room"/>, with texts for this time in this zone.</summary>
    public static ForgedTicketRequest Good(WireLayout layout, RoomUnderTest room, PrincipalId client)
    {
        DateTimeOffset now = room.Clock.GetUtcNow();
        return new ForgedTicketRequest
        {
            Layout = layout,
            ServiceKey = room.Identity.Key.Bytes.ToArray(),
            HeaderClient = client,
            TicketClient = client,
            TicketService = room.Identity.Id,
            ClearCreated = now,
            TicketCreated = room.Text(layout, now),
            TicketExpires = room.Text(layout, now.AddDays(1)),
            AuthenticatorClient = client,
            AuthenticatorService = room.Identity.Id,
            AuthenticatorCreated = room.Text(layout, now),
        };
    }

    public GivenRequest Make()
    {
        byte[] ticket = Ticket();
        return GivenRequest.Of(1028, HeaderClient, [.. Authenticator(ticket), .. ticket], HeaderVersion);
    }

    /// <summary>The ticket alone: 137 or 161 bytes.</summary>
    public byte[] Ticket()
    {
        byte[] clear = [TicketVersion, .. TicketClient.Bytes, .. TicketService.Bytes];
        byte[] seconds = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(seconds, ClearCreated.ToUnixTimeSeconds());
        byte[] text = Encoding.UTF8.GetBytes(TicketCreated);
        byte[] expires = Encoding.UTF8.GetBytes(TicketExpires);
        bool isOriginal = Layout == WireLayout.Original;
        byte[] iv = HasSyntheticTicketIv
            ? PlainSyntheticIv.Make(ServiceKey, "ticket", [], [.. clear, .. isOriginal ? PlainSyntheticIv.Pad(text) : seconds, .. PlainSyntheticIv.Pad(SessionKey), .. PlainSyntheticIv.Pad(expires)])
            : RandomNumberGenerator.GetBytes(16);
        byte[] created = isOriginal ? PlainCbc.Seal(ServiceKey, iv, text) : seconds;
        return [.. clear, .. created, .. iv, .. PlainCbc.Seal(ServiceKey, iv, SessionKey), .. PlainCbc.Seal(ServiceKey, iv, expires)];
    }

    private byte[] Authenticator(byte[] ticket)
    {
        byte[] key = AuthenticatorKey ?? SessionKey;
        byte[][] fields = [Encoding.UTF8.GetBytes(AuthenticatorVersion), AuthenticatorClient.Bytes.ToArray(), AuthenticatorService.Bytes.ToArray(), Encoding.UTF8.GetBytes(AuthenticatorCreated)];
        byte[] iv = HasSyntheticAuthenticatorIv
            ? PlainSyntheticIv.Make(key, "authenticator", SHA256.HashData(ticket), [.. fields.SelectMany(PlainSyntheticIv.Pad)])
            : RandomNumberGenerator.GetBytes(16);
        return [.. iv, .. fields.SelectMany(field => PlainCbc.Seal(key, iv, field))];
    }
}
