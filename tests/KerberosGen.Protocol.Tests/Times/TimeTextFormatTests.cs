using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Times;

public sealed class TimeTextFormatTests
{
    private static readonly TimeZoneInfo[] s_zones =
    [
        .. new[]
        {
            "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/Dublin", "Europe/Moscow", "Australia/Lord_Howe",
            "Asia/Pyongyang", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "America/Caracas",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById),
    ];

    [Theory]
    [InlineData("2024-02-26T20:49:56Z", "UTC", "26/02/24_20:49:56")]
    [InlineData("2000-01-01T00:00:00Z", "UTC", "01/01/00_00:00:00")]
    [InlineData("2099-12-31T23:59:59Z", "UTC", "31/12/99_23:59:59")]
    [InlineData("2024-02-28T23:30:00Z", "Europe/Berlin", "29/02/24_00:30:00")]
    [InlineData("2026-07-01T12:00:00Z", "America/New_York", "01/07/26_08:00:00")]
    [InlineData("2026-07-01T12:00:00Z", "Asia/Kolkata", "01/07/26_17:30:00")]
    public void A_time_reads_as_the_zones_clocks_show_it(string time, string zone, string text)
    {
        DateTimeOffset instant = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        TimeZoneInfo timeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        Assert.Equal(text, TimeTextFormat.Format(instant, timeZone).ToString());
        Assert.True(TimeTextFormat.TryParse(new TimeText(text), timeZone, out TimeReading reading));
        Assert.Equal(new TimeReading(instant, instant), reading);
    }

    [Property(MaxTest = 1000)]
    public void What_was_written_in_a_zone_is_among_its_readings_there(uint second, byte zoneNumber)
    {
        // From 2 January 2000, half a 32-bit count of seconds: to 2068.
        AssertReadBack(DateTimeOffset.FromUnixTimeSeconds(946_857_600L + (second >> 1)), s_zones[zoneNumber % s_zones.Length]);
    }

    [Property(MaxTest = 1000)]
    public void What_was_written_near_a_clock_change_is_among_its_readings(ushort day, short offset, byte zoneNumber)
    {
        TimeZoneInfo zone = s_zones[zoneNumber % s_zones.Length];
        DateTimeOffset start = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day % 12_000);
        DateTimeOffset change = NextChange(zone, start);
        AssertReadBack(change.AddSeconds(offset % 7200), zone);
    }

    [Fact]
    public void An_hour_that_comes_twice_has_two_readings()
    {
        Assert.True(TimeTextFormat.TryParse(new TimeText("25/10/26_02:30:00"), Zones.Berlin, out TimeReading berlin));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), berlin.Earlier);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), berlin.Later);
        Assert.True(TimeTextFormat.TryParse(new TimeText("01/11/26_01:00:00"), Zones.NewYork, out TimeReading newYork));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 5, 0, 0, TimeSpan.Zero), newYork.Earlier);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero), newYork.Later);
    }

    [Theory]
    [InlineData("25/10/26_01:59:59", "2026-10-24T23:59:59Z")]
    [InlineData("25/10/26_03:00:00", "2026-10-25T02:00:00Z")]
    [InlineData("29/03/26_01:59:59", "2026-03-29T00:59:59Z")]
    [InlineData("29/03/26_03:00:00", "2026-03-29T01:00:00Z")]
    public void Beside_the_change_there_is_one_reading(string text, string time)
    {
        Assert.True(TimeTextFormat.TryParse(new TimeText(text), Zones.Berlin, out TimeReading reading));
        DateTimeOffset instant = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new TimeReading(instant, instant), reading);
    }

    [Theory]
    [InlineData("29/03/26_02:00:00")]
    [InlineData("29/03/26_02:30:00")]
    [InlineData("29/03/26_02:59:59")]
    public void An_hour_that_never_was_is_no_time(string text)
    {
        Assert.False(TimeTextFormat.TryParse(new TimeText(text), Zones.Berlin, out _));
        Assert.True(TimeTextFormat.TryParse(new TimeText(text), TimeZoneInfo.Utc, out _));
    }

    [Theory]
    [InlineData("00/01/26_00:00:00")]
    [InlineData("32/01/26_00:00:00")]
    [InlineData("31/04/26_00:00:00")]
    [InlineData("29/02/26_00:00:00")]
    [InlineData("30/02/24_00:00:00")]
    [InlineData("01/00/26_00:00:00")]
    [InlineData("01/13/26_00:00:00")]
    [InlineData("01/01/26_24:00:00")]
    [InlineData("01/01/26_00:60:00")]
    [InlineData("01/01/26_00:00:60")]
    [InlineData("01/01/26 00:00:00")]
    [InlineData("01-01-26_00:00:00")]
    [InlineData("01/01/26_00.00.00")]
    [InlineData("1/01/2026_00:00:0")]
    [InlineData("+1/01/26_00:00:00")]
    [InlineData(" 1/01/26_00:00:00")]
    [InlineData("01/01/-1_00:00:00")]
    [InlineData("01/01/2a_00:00:00")]
    [InlineData("01/01/26_0x:00:00")]
    [InlineData("")]
    [InlineData("01/01/26_00:00:0")]
    public void Malformed_texts_are_no_times(string text) =>
        Assert.False(TimeTextFormat.TryParse(new TimeText(text), TimeZoneInfo.Utc, out _));

    [Fact]
    public void A_leap_day_is_a_time() =>
        Assert.True(TimeTextFormat.TryParse(new TimeText("29/02/24_23:59:59"), TimeZoneInfo.Utc, out _));

    [Fact]
    public void A_time_with_any_character_made_a_letter_or_a_sign_is_no_time()
    {
        byte[] good = "26/02/24_20:49:56"u8.ToArray();
        for (int at = 0; at < good.Length; at++)
        {
            foreach (byte other in "a+- \0\u00ff"u8)
            {
                byte[] altered = [.. good];
                altered[at] = other;
                TimeText.ReadUnchecked(in altered[0], out TimeText text);
                Assert.False(TimeTextFormat.TryParse(in text, TimeZoneInfo.Utc, out _));
            }
        }
    }

    [Property(MaxTest = 500)]
    public void Any_bytes_are_a_time_that_writes_back_to_them_or_none(byte[] bytes)
    {
        byte[] text = new byte[TimeText.Size];
        bytes.AsSpan(0, Math.Min(bytes.Length, text.Length)).CopyTo(text);
        TimeText.ReadUnchecked(in text[0], out TimeText time);
        foreach (TimeZoneInfo zone in s_zones)
        {
            if (TimeTextFormat.TryParse(in time, zone, out TimeReading reading))
                Assert.Equal(text, TimeTextFormat.Format(reading.Earlier, zone).Bytes.ToArray());
        }
    }

    [Property]
    public void The_nearer_reading_says_how_far_ahead_it_is(int earlier, ushort between)
    {
        DateTimeOffset now = KdcUnderTest.Start;
        var reading = new TimeReading(now.AddSeconds(earlier), now.AddSeconds((double)earlier + between));
        double ahead = reading.AheadOf(now).TotalSeconds;
        Assert.Equal(Math.Min(Math.Abs((double)earlier), Math.Abs((double)earlier + between)), Math.Abs(ahead));
        Assert.Contains(ahead, new[] { earlier, (double)earlier + between });
    }

    private static void AssertReadBack(DateTimeOffset time, TimeZoneInfo zone)
    {
        TimeText text = TimeTextFormat.Format(time, zone);
        Assert.True(TimeTextFormat.TryParse(in text, zone, out TimeReading reading), $"{text} in {zone.Id} is no time");
        Assert.True(
            reading.Earlier == time || reading.Later == time,
            $"{text} in {zone.Id} was written for {time:u} and is read as {reading}");
        Assert.True(reading.Earlier <= reading.Later);
        Assert.Equal(text, TimeTextFormat.Format(reading.Earlier, zone));
        Assert.Equal(text, TimeTextFormat.Format(reading.Later, zone));
    }

    private static DateTimeOffset NextChange(TimeZoneInfo zone, DateTimeOffset start)
    {
        TimeSpan offset = zone.GetUtcOffset(start);
        DateTimeOffset day = start;
        while (zone.GetUtcOffset(day) == offset && day < start.AddDays(400))
            day = day.AddDays(1);
        DateTimeOffset low = day.AddDays(-1), high = day;
        while (high - low > TimeSpan.FromSeconds(1))
        {
            DateTimeOffset middle = low.AddSeconds((int)((high - low).TotalSeconds / 2));
            (low, high) = zone.GetUtcOffset(middle) == offset ? (middle, high) : (low, middle);
        }

        return high;
    }
}
