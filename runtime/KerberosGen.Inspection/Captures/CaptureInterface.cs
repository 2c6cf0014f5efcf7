namespace KerberosGen.Inspection.Captures;

/// <summary>One interface of a pcapng section: what its packets begin with, and how it counts time.</summary>
/// <param name="LinkType">What stands at the beginning of its packets.</param>
/// <param name="SnapLength">The largest packet that was kept; 0 for no limit.</param>
/// <param name="Resolution">if_tsresol: units per second as a power of ten, or of two if the top bit is set.</param>
/// <param name="OffsetSeconds">if_tsoffset: seconds to add.</param>
internal sealed record CaptureInterface(LinkType LinkType, uint SnapLength, byte Resolution, long OffsetSeconds)
{
    /// <summary>The time that a count stands for; times that no calendar holds become the nearest that it does.</summary>
    public DateTimeOffset TimeOf(ulong units)
    {
        int exponent = Resolution & 0x7f;
        UInt128 perSecond = (Resolution & 0x80) != 0 ? UInt128.One << exponent : PowerOfTen(exponent);
        UInt128 ticks = (UInt128)units * TimeSpan.TicksPerSecond / perSecond;
        Int128 since = (Int128)ticks + ((Int128)OffsetSeconds * TimeSpan.TicksPerSecond);
        Int128 latest = DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks((long)Int128.Clamp(since, -DateTimeOffset.UnixEpoch.Ticks, latest));
    }

    private static UInt128 PowerOfTen(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < Math.Min(exponent, 38); i++)
            power *= 10;
        return power;
    }
}
