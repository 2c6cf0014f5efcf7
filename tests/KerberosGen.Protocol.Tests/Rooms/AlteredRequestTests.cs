using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class AlteredRequestTests
{
    // Authenticator 128, then version 1, client 16, service 16: there the documented ticket has its clear creation time.
    private const int ClearCreatedAt = 128 + 33;
    private const int ClearCreatedSize = 8;

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_request_with_any_one_byte_altered_is_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest good = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()).Make();
        for (int at = 0; at < good.Payload.Length; at++)
        {
            foreach (byte difference in Differences(good.Payload[at]))
            {
                byte[] payload = [.. good.Payload];
                payload[at] ^= difference;
                RoomConnection connection = room.Connect();
                connection.SendRefused(good with { Payload = payload });
                Assert.False(connection.IsAdmitted);
            }
        }

        Assert.Empty(room.Store.Kept.Authenticators);
        room.Connect().SendAccepted(good, 1604);
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_header_with_any_byte_of_its_client_altered_is_refused(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest good = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()).Make();
        for (int at = 0; at < PrincipalId.Size; at++)
        {
            foreach (byte difference in Differences(good.Header.ClientId.Bytes[at]))
            {
                byte[] id = good.Header.ClientId.Bytes.ToArray();
                id[at] ^= difference;
                RequestHeader header = good.Header;
                header.ClientId = new PrincipalId(id);
                room.Connect().SendRefused(good with { Header = header });
            }
        }

        room.Connect().SendAccepted(good, 1604);
    }

    [Fact]
    public void Where_tickets_need_not_be_authenticated_the_documented_ones_clear_creation_time_is_not_proof_of_anything()
    {
        var room = new RoomUnderTest(configure: static options => options with { AcceptUnauthenticatedTickets = true });
        for (int at = ClearCreatedAt; at < ClearCreatedAt + ClearCreatedSize; at++)
        {
            GivenRequest request = ForgedTicketRequest.Good(WireLayout.Documented, room, RoomUnderTest.NewId()).Make();
            request.Payload[at] ^= 0xFF;
            room.Connect().SendAccepted(request, 1604);
        }
    }

    [Theory]
    [InlineData(WireLayout.Documented)]
    [InlineData(WireLayout.Original)]
    public void A_request_cut_short_or_made_longer_is_refused_and_the_connection_closed(WireLayout layout)
    {
        var room = new RoomUnderTest();
        GivenRequest good = ForgedTicketRequest.Good(layout, room, RoomUnderTest.NewId()).Make();
        for (int size = 0; size < 320; size++)
        {
            if (size is 265 or 289)
                continue;
            byte[] payload = new byte[size];
            good.Payload.AsSpan(0, Math.Min(size, good.Payload.Length)).CopyTo(payload);
            room.Connect().SendRefused(good with { Payload = payload }, Disposition.Close);
        }
    }

    [Fact]
    public void A_ticket_of_one_layout_dressed_as_the_other_is_refused()
    {
        var room = new RoomUnderTest(zone: TimeZoneInfo.Utc);
        GivenRequest original = ForgedTicketRequest.Good(WireLayout.Original, room, RoomUnderTest.NewId()).Make();
        GivenRequest documented = ForgedTicketRequest.Good(WireLayout.Documented, room, RoomUnderTest.NewId()).Make();
        room.Connect().SendRefused(original with { Payload = original.Payload[..265] });
        room.Connect().SendRefused(documented with { Payload = [.. documented.Payload, .. new byte[24]] });
    }

    private static IEnumerable<byte> Differences(byte value)
    {
        for (int bit = 0; bit < 8; bit++)
            yield return (byte)(1 << bit);
        yield return 0xFF;
        if (value != 0)
            yield return value;
    }
}
