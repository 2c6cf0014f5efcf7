using System.Globalization;
using System.Text.RegularExpressions;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>The rate in what a room says beside a refusal: <c>you may send 10 at once and 5 a second</c>.</summary>
internal static partial class RateWords
{
    /// <summary>What to go by where the words say no rate.</summary>
    private static readonly Rate s_slow = new(1, 1);

    /// <summary>Reads the rate; one message a second where there is none.</summary>
    public static Rate In(string words)
    {
        Match found = Told().Match(words);
        return found.Success
            && int.TryParse(found.Groups["burst"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int burst) && burst > 0
            && double.TryParse(found.Groups["rate"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double perSecond) && perSecond is > 0 and <= int.MaxValue
            ? new Rate(perSecond, burst)
            : s_slow;
    }

    [GeneratedRegex("you may send (?<burst>[0-9]+) at once and (?<rate>[0-9.E+-]+) a second", RegexOptions.ExplicitCapture)]
    private static partial Regex Told();
}
