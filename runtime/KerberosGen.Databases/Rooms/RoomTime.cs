namespace KerberosGen.Databases;

/// <summary>A time in a room's database: units of 100 ns since 1970 UTC, which is all that .NET knows of it.</summary>
internal static class RoomTime
{
    public static long ToNumber(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>Null if it is no time: not in the years 1 to 9999.</summary>
    public static DateTimeOffset? FromNumber(long number)
    {
        long earliest = -DateTimeOffset.UnixEpoch.Ticks, latest = DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return number >= earliest && number <= latest ? DateTimeOffset.UnixEpoch.AddTicks(number) : null;
    }
}
