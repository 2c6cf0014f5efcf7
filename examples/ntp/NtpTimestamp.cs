namespace KerberosGen.Examples.Ntp;

/// <summary>An instant since 1900-01-01 00:00:00 UTC, of an era of 2^32 seconds: RFC 5905, section 6.</summary>
[Packet, BigEndian]
public partial struct NtpTimestamp
{
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;

    // The first era ends in February 2036; an upper bit of zero is taken for the second (RFC 4330, section 3).
    private static readonly DateTimeOffset FirstEra = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SecondEra = FirstEra.AddSeconds(1L << 32);

    /// <summary>Whole seconds.</summary>
    public uint Seconds;

    /// <summary>Of a second, in units of 2^-32.</summary>
    public uint Fraction;

    /// <summary>True if nothing is known of it.</summary>
    public readonly bool IsUnknown => Seconds == 0 && Fraction == 0;

    /// <summary>The instant, rounded to 100 ns.</summary>
    public readonly DateTimeOffset Time =>
        ((Seconds & 0x8000_0000) != 0 ? FirstEra : SecondEra).AddTicks((Seconds * TicksPerSecond) + (((Fraction * TicksPerSecond) + (1L << 31)) >> 32));

    /// <summary>An instant from 1968 to 2104.</summary>
    public static NtpTimestamp From(DateTimeOffset time)
    {
        long ticks = (time - (time < SecondEra ? FirstEra : SecondEra)).Ticks;
        (long seconds, long rest) = Math.DivRem(ticks, TicksPerSecond);
        return new NtpTimestamp { Seconds = (uint)seconds, Fraction = (uint)((rest << 32) / TicksPerSecond) };
    }
}
