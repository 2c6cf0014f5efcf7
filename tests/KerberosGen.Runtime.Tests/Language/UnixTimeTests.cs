using KerberosGen.Codec;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Instants as integers.</summary>
public sealed class UnixTimeTests
{
    [Fact]
    public void Times_are_counted_from_1970()
    {
        Words.Hold(
            new Times { Short = DateTimeOffset.UnixEpoch.AddSeconds(10), Seconds = DateTimeOffset.UnixEpoch.AddSeconds(-1), Milliseconds = DateTimeOffset.UnixEpoch.AddMilliseconds(258) },
            "0A000000 FFFFFFFFFFFFFFFF 0201000000000000");
        Words.Hold(
            new Times { Short = DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue), Seconds = DateTimeOffset.MinValue, Milliseconds = DateTimeOffset.UnixEpoch },
            $"FFFFFFFF {Hex(-62_135_596_800)} 0000000000000000");
    }

    [Fact]
    public void A_time_is_rounded_down_to_its_unit() =>
        Assert.Equal(Words.Bytes("00000000 FEFFFFFFFFFFFFFF 0000000000000000"), new Times { Short = DateTimeOffset.UnixEpoch, Seconds = DateTimeOffset.UnixEpoch.AddSeconds(-1.5), Milliseconds = DateTimeOffset.UnixEpoch.AddTicks(1) }.ToArray());

    [Theory]
    [InlineData(-62_135_596_801)]
    [InlineData(253_402_300_800)]
    [InlineData(long.MinValue)]
    public void A_time_that_no_calendar_holds_is_invalid(long seconds)
    {
        Words.AreInvalid<Times>($"00000000 {Hex(seconds)} 0000000000000000", InvalidReason.OutOfRange, "seconds", 4);
        Words.AreInvalid<Times>($"00000000 0000000000000000 {Hex(seconds < -1_000_000_000_000_000 ? seconds : seconds * 1000)}", InvalidReason.OutOfRange, "milliseconds", 12);
    }

    [Fact]
    public void A_time_that_four_bytes_cannot_hold_is_refused()
    {
        Words.AreRefused("Times.Short", () => new Times { Short = DateTimeOffset.UnixEpoch.AddSeconds(-1) }.ToArray());
        Words.AreRefused("Times.Short", () => new Times { Short = DateTimeOffset.FromUnixTimeSeconds(1L + uint.MaxValue) }.ToArray());
    }

    private static string Hex(long value) => Convert.ToHexString(BitConverter.GetBytes(value));
}

[Packet]
public partial struct Times
{
    [UnixTime(UnixTimeUnit.Seconds), Width(4)] public DateTimeOffset Short;
    [UnixTime(UnixTimeUnit.Seconds)] public DateTimeOffset Seconds;
    [UnixTime(UnixTimeUnit.Milliseconds)] public DateTimeOffset Milliseconds;
}
