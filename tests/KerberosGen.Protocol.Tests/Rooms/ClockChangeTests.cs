using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>The original layout writes local times without a zone: in Berlin 02:30 comes twice on 25 October 2026 and never on 29 March 2026.</summary>
public sealed class ClockChangeTests
{
    private static readonly DateTimeOffset s_firstHalfPastTwo = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_secondHalfPastTwo = new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero);
    private static readonly PrincipalId s_client = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");

    [Fact]
    public void An_authenticator_made_in_the_hour_that_comes_twice_is_good_both_times()
    {
        foreach (DateTimeOffset now in new[] { s_firstHalfPastTwo, s_secondHalfPastTwo })
        {
            var room = new RoomUnderTest(now, Zones.Berlin);
            ForgedTicketRequest good = ForgedTicketRequest.Good(WireLayout.Original, room, s_client);
            Assert.Equal("25/10/26_02:30:00", good.AuthenticatorCreated);
            room.Connect().SendAccepted(good.Make(), 1604);
            room.Connect().SendAccepted((good with { AuthenticatorCreated = "25/10/26_02:35:00" }).Make(), 1604);
            room.Connect().SendAccepted((good with { AuthenticatorCreated = "25/10/26_02:25:00" }).Make(), 1604);
            Assert.Equal(
                Refusals.ClockSkew(TimeSpan.FromSeconds(301)),
                room.Connect().SendRefused((good with { AuthenticatorCreated = "25/10/26_02:35:01" }).Make()));
            Assert.Equal(
                Refusals.ClockSkew(TimeSpan.FromSeconds(-301)),
                room.Connect().SendRefused((good with { AuthenticatorCreated = "25/10/26_02:24:59" }).Make()));
        }
    }

    [Fact]
    public void A_replay_in_the_second_of_the_two_hours_is_refused()
    {
        var room = new RoomUnderTest(s_firstHalfPastTwo, Zones.Berlin);
        GivenRequest request = ForgedTicketRequest.Good(WireLayout.Original, room, s_client).Make();
        room.Connect().SendAccepted(request, 1604);
        for (int minute = 0; minute <= 64; minute++)
        {
            // In between it is nearer to the one reading or to the other, but too far from both.
            string expected = minute is <= 5 or >= 55
                ? Refusals.Replayed
                : Refusals.ClockSkew(TimeSpan.FromMinutes(minute <= 30 ? -minute : 60 - minute));
            Assert.Equal(expected, room.Connect().SendRefused(request));
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void A_ticket_that_ends_in_the_hour_that_comes_twice_ends_in_the_second()
    {
        var room = new RoomUnderTest(s_secondHalfPastTwo, Zones.Berlin);
        ForgedTicketRequest good = ForgedTicketRequest.Good(WireLayout.Original, room, s_client);
        room.Connect().SendAccepted((good with { TicketExpires = "25/10/26_02:30:01" }).Make(), 1604);
        Assert.Equal(
            Refusals.TicketExpired(TimeSpan.FromSeconds(1)),
            room.Connect().SendRefused((good with { TicketExpires = "25/10/26_02:29:59" }).Make()));
    }

    [Theory]
    [InlineData("2026-10-24T10:00:00Z", "25/10/26_12:00:00", 25)]
    [InlineData("2026-03-28T11:00:00Z", "29/03/26_12:00:00", 23)]
    public void A_ticket_that_ends_at_the_same_time_next_day_is_good_for_the_hours_that_this_day_has(string issued, string ends, int hours)
    {
        DateTimeOffset start = DateTimeOffset.Parse(issued, System.Globalization.CultureInfo.InvariantCulture);
        var room = new RoomUnderTest(start, Zones.Berlin);
        ForgedTicketRequest ticket = ForgedTicketRequest.Good(WireLayout.Original, room, s_client) with { TicketExpires = ends };
        room.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        room.Connect().SendAccepted((ticket with { AuthenticatorCreated = room.Text(WireLayout.Original, room.Clock.GetUtcNow()) }).Make(), 1604);
        room.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            Refusals.TicketExpired(TimeSpan.Zero),
            room.Connect().SendRefused((ticket with { AuthenticatorCreated = room.Text(WireLayout.Original, room.Clock.GetUtcNow()) }).Make()));
    }

    [Fact]
    public void Skew_is_counted_over_the_change_to_summer_time()
    {
        // 01:59:58 in winter time; two seconds later it is 03:00:00.
        var room = new RoomUnderTest(new DateTimeOffset(2026, 3, 29, 0, 59, 58, TimeSpan.Zero), Zones.Berlin);
        ForgedTicketRequest good = ForgedTicketRequest.Good(WireLayout.Original, room, s_client);
        room.Connect().SendAccepted((good with { AuthenticatorCreated = "29/03/26_03:04:58" }).Make(), 1604);
        Assert.Equal(
            Refusals.ClockSkew(TimeSpan.FromSeconds(301)),
            room.Connect().SendRefused((good with { AuthenticatorCreated = "29/03/26_03:04:59" }).Make()));
    }

    [Fact]
    public void An_authenticator_from_an_hour_that_never_was_is_refused()
    {
        var room = new RoomUnderTest(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), Zones.Berlin);
        ForgedTicketRequest good = ForgedTicketRequest.Good(WireLayout.Original, room, s_client);
        Assert.Equal(
            Refusals.AuthenticatorTime, room.Connect().SendRefused((good with { AuthenticatorCreated = "29/03/26_02:00:00" }).Make()));
    }

    [Fact]
    public void The_documented_layout_knows_no_clock_change()
    {
        var room = new RoomUnderTest(s_secondHalfPastTwo, Zones.Berlin);
        ForgedTicketRequest good = ForgedTicketRequest.Good(WireLayout.Documented, room, s_client);
        Assert.Equal("25/10/26_01:30:00", good.AuthenticatorCreated);
        room.Connect().SendAccepted(good.Make(), 1604);
        Assert.Equal(
            Refusals.ClockSkew(TimeSpan.FromHours(-1)),
            room.Connect().SendRefused((good with { AuthenticatorCreated = "25/10/26_00:30:00" }).Make()));
    }
}
