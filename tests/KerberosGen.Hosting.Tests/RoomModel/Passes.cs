using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>Rooms and tickets to them without a KDC: what one would have issued.</summary>
internal static class Passes
{
    public static PrincipalId NewId()
    {
        Span<byte> id = stackalloc byte[PrincipalId.Size];
        ((IRandomSource)SystemRandomSource.Instance).FillWithoutZeros(id);
        return new PrincipalId(id);
    }

    public static RoomIdentity NewRoom() =>
        new(NewId(), new PrincipalName("Printer 10"), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance));

    /// <summary>
    /// The time for a ticket's next authenticator, a second after its last: they begin far enough behind the clock for more connections
    /// in one test than there are seconds in it.
    /// </summary>
    public static DateTimeOffset TakeTime(SessionTicket ticket)
    {
        DateTimeOffset behind = DateTimeOffset.UtcNow - TimeSpan.FromSeconds(ProtocolLimits.ClockSkewSeconds - 60);
        lock (ticket)
        {
            ticket.LastAuthenticator = (ticket.LastAuthenticator > behind ? ticket.LastAuthenticator : behind) + TimeSpan.FromSeconds(1);
            return ticket.LastAuthenticator;
        }
    }

    /// <summary>A ticket for a day.</summary>
    public static SessionTicket TicketOf(PrincipalId client, RoomIdentity room)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        KeyMaterial sessionKey = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        var ticket = new Ticket { Version = ProtocolLimits.Version, ClientId = client, ServiceId = room.Id, CreatedAt = now.ToUnixTimeSeconds() };
        using var cipher = new AesCbc(room.Key.Bytes);
        using AesCmac mac = SyntheticIvKey.Derive(room.Key.Bytes, SyntheticIvKey.Ticket);
        ticket.Seal(cipher, mac, [], new AesKey(sessionKey.Bytes), TimeTextFormat.Format(now.AddDays(1), TimeZoneInfo.Utc));
        byte[] packed = new byte[Ticket.Size];
        ticket.Pack(packed);
        return new SessionTicket(room.Id, sessionKey, default, packed) { IsAuthenticated = true };
    }
}
