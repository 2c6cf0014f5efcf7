namespace KerberosGen.Examples.Pcap;

/// <summary>Where packets were captured.</summary>
/// <param name="Id">Its place among those of its section.</param>
/// <param name="LinkType">What they begin with.</param>
/// <param name="SnapLength">The most bytes of a packet that were kept; 0 if all.</param>
/// <param name="Resolution">The unit of their times.</param>
/// <param name="OffsetSeconds">Seconds to be added to them.</param>
/// <param name="Name">Its name, or null.</param>
public sealed record CaptureInterface(int Id, LinkType LinkType, uint SnapLength, TimeResolution Resolution, long OffsetSeconds, string? Name)
{
    private const long Second = 1_000_000_000;

    /// <summary>A time of this interface, since 1970-01-01 00:00:00 UTC; rounded down to nanoseconds.</summary>
    public Int128 NanosecondsOf(ulong timestamp)
    {
        // 2^64 units of a second and 10^9 need 94 bits; a power of ten beyond 10^38 would round all of them down to nothing.
        Int128 units = (Int128)timestamp * Second;
        Int128 since = Resolution.IsBinary ? units >> Resolution.Power : Resolution.Power > 38 ? 0 : units / PowerOfTen(Resolution.Power);
        return since + ((Int128)OffsetSeconds * Second);
    }

    private static Int128 PowerOfTen(int power)
    {
        Int128 result = 1;
        for (int i = 0; i < power; i++)
            result *= 10;
        return result;
    }
}
