using KerberosGen.Cli;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class TextTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1_800)]
    [InlineData("8h", 28_800)]
    [InlineData("1d", 86_400)]
    [InlineData("1.5h", 5_400)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("00:30:00", 1_800)]
    public void A_duration_is_read_as_people_write_it(string text, int seconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
        Assert.True(DurationText.TryParse(DurationText.Format(duration), out TimeSpan again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("h")]
    [InlineData("-1h")]
    [InlineData("1 h")]
    [InlineData("8H")]
    [InlineData("1e3s")]
    [InlineData("1,000s")]
    [InlineData("99999999999999999999999999999d")]
    [InlineData("9999999999999d")]
    [InlineData("25:00")]
    [InlineData("x:y")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("100", 100, 100)]
    [InlineData("2000:10000", 2000, 10000)]
    [InlineData("0.5:5", 0.5, 5)]
    [InlineData("0.5", 0.5, 1)]
    [InlineData("0", 0, 0)]
    public void A_rate_is_so_many_a_second_and_so_many_at_once(string text, double perSecond, int burst)
    {
        Assert.True(RateText.TryParse(text, out Rate rate));
        Assert.Equal(new Rate(perSecond, burst), rate);
        Assert.True(RateText.TryParse(RateText.Format(rate), out Rate again));
        Assert.Equal(rate, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1:0")]
    [InlineData("0:5")]
    [InlineData("1:2:3")]
    [InlineData("1e9")]
    [InlineData("99999999999")]
    [InlineData("NaN")]
    public void What_is_no_rate_is_refused(string text) => Assert.False(RateText.TryParse(text, out _));

    [Theory]
    [InlineData("postgres:Host=db;Username=kdc;Password=s3cret;Database=kdc", "postgres:Host=db;Username=kdc;Password=***;Database=kdc")]
    [InlineData("postgres:Host=db;pwd = s3cret", "postgres:Host=db;pwd = ***")]
    [InlineData("postgres:Password='s3;cret';Host=db", "postgres:Password=***;Host=db")]
    [InlineData("postgres:PASSWORD=\"s3;cret\"", "postgres:PASSWORD=***")]
    [InlineData("postgres://kdc:s3cret@db/kdc", "postgres://kdc:***@db/kdc")]
    [InlineData("postgres://kdc@db/kdc?password=s3cret&sslmode=require", "postgres://kdc@db/kdc?password=***&sslmode=require")]
    public void A_password_in_a_connection_string_is_seen_and_hidden(string text, string hidden)
    {
        Assert.True(ConnectionText.HoldsPassword(text));
        Assert.Equal(hidden, ConnectionText.Hide(text));
    }

    [Theory]
    [InlineData("files")]
    [InlineData("postgres:Host=db;Username=kdc;Passfile=/etc/pgpass")]
    [InlineData("postgres://kdc@db:5432/kdc")]
    public void A_connection_string_without_a_password_is_shown_whole(string text)
    {
        Assert.False(ConnectionText.HoldsPassword(text));
        Assert.Equal(text, ConnectionText.Hide(text));
    }
}
