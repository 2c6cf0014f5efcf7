using System.CommandLine;
using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Cli;

/// <summary>Lengths of time as a person writes them: <c>90s</c>, <c>30m</c>, <c>8h</c>, <c>1d</c>, or <c>1.00:00:00</c>.</summary>
public static class DurationText
{
    /// <summary>Reads one.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length > 1 && UnitOf(text[^1]) is { } unit)
        {
            // A TimeSpan ends with ten million days.
            if (!decimal.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal count)
                || count > TimeSpan.MaxValue.Ticks / unit.Ticks)
            {
                return false;
            }

            duration = TimeSpan.FromTicks((long)(count * unit.Ticks));
            return true;
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
    }

    /// <summary>Writes one in the largest unit that needs no fraction.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        _ when duration.Ticks % TimeSpan.TicksPerSecond != 0 => duration.ToString("c", CultureInfo.InvariantCulture),
        _ when duration.Ticks % TimeSpan.TicksPerDay == 0 => Text($"{duration.Days}d"),
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Text($"{(long)duration.TotalHours}h"),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Text($"{(long)duration.TotalMinutes}m"),
        _ => Text($"{(long)duration.TotalSeconds}s"),
    };

    /// <summary>An option for a length of time within bounds, in whole seconds.</summary>
    public static Option<TimeSpan> Option(string name, string description, TimeSpan fallback, TimeSpan min, TimeSpan max) => new(name)
    {
        Description = $"{description} [default: {Format(fallback)}]",
        HelpName = "duration",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (!TryParse(text, out TimeSpan duration) || duration.Ticks % TimeSpan.TicksPerSecond != 0)
                result.AddError($"'{DisplayText.Escape(text)}' is not a duration such as 30m, 8h, 1d or 1.00:00:00.");
            else if (duration < min || duration > max)
                result.AddError($"'{DisplayText.Escape(text)}' is not a duration from {Format(min)} to {Format(max)}.");
            else
                return duration;
            return fallback;
        },
    };

    private static TimeSpan? UnitOf(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
