using System.Buffers.Binary;
using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>
/// A 1028 with every value under the test's control, sealed with the platform's cipher at the offsets of the protocol's
/// tables.
/// </summary>
internal sealed record ForgedTicketRequest
{
    public required WireLayout Layout { get; init; }

    public required byte[] ServiceKey { get; init; }

    public byte[] SessionKey { get; init; } = RandomNumberGenerator.GetBytes(32);

    public byte[]? AuthenticatorKey { get; init; }

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

    public GivenRequest Make() => GivenRequest.Of(1028, HeaderClient, [.. Authenticator(), .. Ticket()], HeaderVersion);

    /// <summary>The ticket alone: 137 or 161 bytes.</summary>
    public byte[] Ticket()
    {
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] created = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(created, ClearCreated.ToUnixTimeSeconds());
        if (Layout == WireLayout.Original)
            created = PlainCbc.Seal(ServiceKey, iv, TicketCreated);
        return
        [
            TicketVersion,
            .. TicketClient.Bytes,
            .. TicketService.Bytes,
            .. created,
            .. iv,
            .. PlainCbc.Seal(ServiceKey, iv, SessionKey),
            .. PlainCbc.Seal(ServiceKey, iv, TicketExpires),
        ];
    }

    private byte[] Authenticator()
    {
        byte[] key = AuthenticatorKey ?? SessionKey;
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        return
        [
            .. iv,
            .. PlainCbc.Seal(key, iv, AuthenticatorVersion),
            .. PlainCbc.Seal(key, iv, AuthenticatorClient.Bytes.ToArray()),
            .. PlainCbc.Seal(key, iv, AuthenticatorService.Bytes.ToArray()),
            .. PlainCbc.Seal(key, iv, AuthenticatorCreated),
        ];
    }
}
