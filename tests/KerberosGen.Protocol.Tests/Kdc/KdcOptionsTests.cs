using System.Text;
using FsCheck;
using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Kdc;

public sealed class KdcOptionsTests
{
    private static readonly TimeZoneInfo[] s_zones = [TimeZoneInfo.Utc, Zones.Berlin, Zones.NewYork, Zones.Kolkata];

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData((3650 * 86_400) + 1)]
    public void A_ticket_lifetime_that_the_wire_cannot_carry_is_refused_where_it_is_set(double seconds)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new KdcOptions { TicketLifetime = TimeSpan.FromSeconds(seconds) });
        Assert.StartsWith("A ticket lives whole seconds, from 1 to 315360000 (3650 days).", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cipher_cache_has_a_size_from_0_to_ten_million()
    {
        Assert.Equal(10_000, new KdcOptions().CipherCacheSize);
        Assert.Equal(0, new KdcOptions { CipherCacheSize = 0 }.CipherCacheSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => new KdcOptions { CipherCacheSize = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new KdcOptions { CipherCacheSize = 10_000_001 });
    }

    [Property(MaxTest = 200)]
    public async Task A_ticket_ends_its_lifetime_after_it_was_made_in_summer_and_in_winter(uint start, uint lifetime, byte zone, bool isOriginal)
    {
        // From 2026 to 2076, to the second.
        DateTimeOffset now = KdcUnderTest.Start.AddSeconds(start % 1_500_000_000);
        TimeSpan life = TimeSpan.FromSeconds(1 + (lifetime % 315_360_000));
        TimeZoneInfo local = s_zones[zone % s_zones.Length];
        var kdc = new KdcUnderTest(new KdcOptions
        {
            Layout = isOriginal ? WireLayout.Original : WireLayout.Documented,
            TimeZone = local,
            TicketLifetime = life,
            CipherCacheSize = 0,
        });
        PrincipalId client = await kdc.RegisterClientAsync();
        (PrincipalId service, byte[] key) = await kdc.RegisterServiceAsync();
        kdc.Clock.SetUtcNow(now);

        byte[] payload = (await kdc.AskAsync(GivenRequest.Ticket(client, service, "12345678"u8))).Answer(1603).Payload;

        byte[] ticket = isOriginal ? payload[96..] : payload[80..];
        byte[] text = isOriginal
            ? PlainCbc.Open(key, ticket.AsSpan(65, 16), ticket.AsSpan(129, 32))
            : PlainCbc.Open(key, ticket.AsSpan(41, 16), ticket.AsSpan(105, 32));
        Assert.True(TimeText.TryCreate(text, out TimeText end), Encoding.ASCII.GetString(text));
        Assert.True(TimeTextFormat.TryParse(in end, isOriginal ? local : TimeZoneInfo.Utc, out TimeReading reading));
        Assert.Contains(now + life, new[] { reading.Earlier, reading.Later });
    }
}
