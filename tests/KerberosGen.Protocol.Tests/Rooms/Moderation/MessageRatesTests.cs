using FsCheck.Xunit;
using KerberosGen.Packets;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>The rate law, in milliseconds: 10 at once, then 5 a second.</summary>
public sealed class MessageRatesTests
{
    private const int Burst = 10;

    private const int TokensPerMillisecond = 5;

    private const int Token = 1000;

    private static readonly PrincipalId[] s_clients = [.. Enumerable.Range(0, 3).Select(static _ => RoomUnderTest.NewId())];

    [Property(MaxTest = 500)]
    public void In_any_time_pass_at_most_a_burst_and_what_came_back_in_it(ushort[] waits)
    {
        (MessageRates rates, FakeTimeProvider clock) = New();
        long now = 0;
        var passed = new List<long>();
        foreach (ushort wait in waits)
        {
            clock.Advance(TimeSpan.FromMilliseconds(wait % 250));
            now += wait % 250;
            for (int i = 0; i < wait % 7; i++)
            {
                if (rates.TryTake(s_clients[0]))
                    passed.Add(now);
            }
        }

        for (int first = 0; first < passed.Count; first++)
        {
            for (int last = first; last < passed.Count; last++)
                Assert.True((last - first + 1) * Token <= (Burst * Token) + (TokensPerMillisecond * (passed[last] - passed[first])));
        }
    }

    [Property(MaxTest = 500)]
    public void Each_client_has_a_bucket_of_its_own_and_a_full_one_is_forgotten_without_a_difference(ushort[] operations)
    {
        (MessageRates rates, FakeTimeProvider clock) = New();
        long[] buckets = [.. s_clients.Select(static _ => (long)Burst * Token)];
        foreach (ushort operation in operations)
        {
            int choice = operation / 4;
            switch (operation % 4)
            {
                case 0:
                    clock.Advance(TimeSpan.FromMilliseconds(choice % 1000));
                    for (int i = 0; i < buckets.Length; i++)
                        buckets[i] = Math.Min(buckets[i] + (choice % 1000 * TokensPerMillisecond), Burst * Token);
                    break;
                case 1:
                    rates.Forget();
                    Assert.Equal(buckets.Count(static b => b < Burst * Token), rates.Count);
                    break;
                default:
                    int client = choice % buckets.Length;
                    bool mayPass = buckets[client] >= Token;
                    Assert.Equal(mayPass, rates.TryTake(s_clients[client]));
                    buckets[client] -= mayPass ? Token : 0;
                    break;
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Who_waits_a_fifth_of_a_second_is_never_refused(byte[] waits)
    {
        (MessageRates rates, FakeTimeProvider clock) = New();
        while (rates.TryTake(s_clients[0]))
        {
        }

        foreach (byte wait in waits)
        {
            clock.Advance(TimeSpan.FromMilliseconds(200 + wait));
            Assert.True(rates.TryTake(s_clients[0]));
        }
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_nobody_wait()
    {
        var clock = new ClockSetBack();
        var rates = new MessageRates(new Rate(TokensPerMillisecond, Burst), clock);
        for (int i = 0; i < Burst; i++)
            Assert.True(rates.TryTake(s_clients[0]));
        Assert.False(rates.TryTake(s_clients[0]));
        clock.Hours = -1;
        clock.Seconds = 1;
        Assert.True(rates.TryTake(s_clients[0]));
    }

    [Fact]
    public void Without_a_limit_nothing_is_remembered()
    {
        var rates = new MessageRates(Rate.Unlimited, new FakeTimeProvider());
        for (int i = 0; i < 1000; i++)
            Assert.True(rates.TryTake(s_clients[0]));
        Assert.Equal(0, rates.Count);
    }

    private static (MessageRates Rates, FakeTimeProvider Clock) New()
    {
        var clock = new FakeTimeProvider(KdcUnderTest.Start);
        return (new MessageRates(new RoomOptions().MessageRate, clock), clock);
    }

    private sealed class ClockSetBack : TimeProvider
    {
        public int Hours { get; set; }

        public int Seconds { get; set; }

        public override long TimestampFrequency => 1_000_000_000;

        public override DateTimeOffset GetUtcNow() => KdcUnderTest.Start.AddHours(Hours);

        public override long GetTimestamp() => (1000L + Seconds) * TimestampFrequency;
    }
}
