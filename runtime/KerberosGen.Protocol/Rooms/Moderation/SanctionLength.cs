using System.Globalization;

namespace KerberosGen.Protocol;

/// <summary>How long a ban or mute lasts: <c>10m</c>, <c>2h</c>, <c>1d</c>; a number alone is minutes.</summary>
internal static class SanctionLength
{
    /// <summary>The longest: 3,650 days.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    /// <summary>The bounds, in words.</summary>
    public const string Bounds = "from 1 minute (1m) to 3650 days (3650d)";

    /// <summary>True if a ban or mute may last so long.</summary>
    public static bool IsAllowed(TimeSpan length) => length > TimeSpan.Zero && length <= Max;

    /// <summary>Reads a length.</summary>
    /// <param name="word">What may be one.</param>
    /// <param name="length">The length; null if it is out of bounds.</param>
    /// <returns>False if it is none.</returns>
    public static bool TryRead(ReadOnlySpan<char> word, out TimeSpan? length)
    {
        length = null;
        int unit = word.IsEmpty ? 0 : MinutesOf(word[^1]);
        ReadOnlySpan<char> digits = unit == 0 ? word : word[..^1];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        // What does not fit a number is out of bounds as well.
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && (long)count * Math.Max(unit, 1) is > 0 and var minutes && minutes <= (long)Max.TotalMinutes)
        {
            length = TimeSpan.FromMinutes(minutes);
        }

        return true;
    }

    /// <summary>Writes a length as it is read; parts of a minute are a whole one.</summary>
    public static string Write(TimeSpan length)
    {
        (long count, char unit) = Largest(length);
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    /// <summary>A length in words: <c>10 minutes</c>.</summary>
    public static string InWords(TimeSpan length)
    {
        (long count, char unit) = Largest(length);
        string word = unit == 'd' ? "day" : unit == 'h' ? "hour" : "minute";
        return string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
    }

    private static (long Count, char Unit) Largest(TimeSpan length)
    {
        long minutes = (long)Math.Ceiling(length.TotalMinutes);
        return minutes % MinutesOf('d') == 0 ? (minutes / MinutesOf('d'), 'd')
            : minutes % MinutesOf('h') == 0 ? (minutes / MinutesOf('h'), 'h')
            : (minutes, 'm');
    }

    private static int MinutesOf(char unit) => unit switch
    {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => 0,
    };
}
