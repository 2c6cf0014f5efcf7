using System.Globalization;

namespace KerberosGen.Inspection.Rendering;

/// <summary>A stretch of time in words, to three digits: <c>822 µs</c>, <c>1.23 ms</c>, <c>12.6 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>.</summary>
public static class DurationText
{
    /// <summary>The words.</summary>
    public static string Of(TimeSpan duration) => duration.Ticks switch
    {
        < 0 => "-" + Of(duration.Duration()),
        < TimeSpan.TicksPerMicrosecond * 10 => Three(duration.TotalMicroseconds) + " µs",
        < TimeSpan.TicksPerMillisecond => Three(Math.Min(999, duration.TotalMicroseconds)) + " µs",
        < TimeSpan.TicksPerSecond => Three(Math.Min(999, duration.TotalMilliseconds)) + " ms",
        < TimeSpan.TicksPerMinute => Three(duration.TotalSeconds) + " s",
        < TimeSpan.TicksPerHour => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes} min {duration.Seconds} s"),
        < TimeSpan.TicksPerDay => string.Create(CultureInfo.InvariantCulture, $"{duration.Hours} h {duration.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.Days} d {duration.Hours} h"),
    };

    private static string Three(double value) =>
        value.ToString(value < 9.995 ? "0.##" : value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
