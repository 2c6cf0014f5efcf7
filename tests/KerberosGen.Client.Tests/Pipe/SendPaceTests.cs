using FsCheck.Xunit;
using KerberosGen.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Client.Tests.Pipe;

public sealed class SendPaceTests
{
    [Property(MaxTest = 200)]
    public void Who_keeps_the_pace_is_refused_once(byte perSecond, byte burst, byte[] pauses)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var rate = new Rate((perSecond + 1) / 10.0, burst + 1);
        var room = new RateLimit(rate, clock.TimestampFrequency);
        long fullAt = 0;
        var pace = new SendPace(clock);
        int refusals = 0;
        for (int sent = 0; sent < burst + 50;)
        {
            clock.Advance(pace.Wait);
            if (room.TryTake(ref fullAt, clock.GetTimestamp()))
            {
                pace.Taken();
                // Somebody types meanwhile, or the network takes its time.
                if (pauses.Length > 0)
                    clock.Advance(TimeSpan.FromMilliseconds(pauses[sent % pauses.Length] * 10));
                sent++;
            }
            else
            {
                refusals++;
                pace.Refused(rate);
            }
        }

        Assert.InRange(refusals, 0, 1);
    }

    [Fact]
    public void Nothing_waits_until_the_room_has_refused() => Assert.Equal(TimeSpan.Zero, new SendPace(new FakeTimeProvider()).Wait);

    [Theory]
    [InlineData("Your message was not sent: you may send 10 at once and 5 a second, on all your connections together. Wait a moment, then send it again.", 5, 10)]
    [InlineData("Your message was not sent: you may send 2 at once and 0.1 a second, on all your connections together.", 0.1, 2)]
    [InlineData("Your message was not sent: you may send it later.", 1, 1)]
    [InlineData("you may send 10 at once and 0 a second", 1, 1)]
    [InlineData("you may send 99999999999 at once and 5 a second", 1, 1)]
    public void The_rate_is_what_the_room_says(string words, double perSecond, int burst) => Assert.Equal(new Rate(perSecond, burst), RateWords.In(words));
}
