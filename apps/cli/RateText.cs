using System.CommandLine;
using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Cli;

/// <summary>A rate as a person writes it: <c>2000:10000</c> is 2,000 a second in the long run and 10,000 at once; <c>0</c> is no limit.</summary>
public static class RateText
{
    /// <summary>Reads one. Without what may be taken at once, that is a second's worth.</summary>
    public static bool TryParse(string text, out Rate rate)
    {
        rate = Rate.Unlimited;
        string[] parts = text.Split(':');
        if (parts.Length > 2
            || !double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double perSecond)
            || !(perSecond <= int.MaxValue))
        {
            return false;
        }

        int burst = (int)Math.Max(1, Math.Ceiling(perSecond));
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out burst) || burst < 1 || perSecond == 0))
            return false;
        if (perSecond > 0)
            rate = new Rate(perSecond, burst);
        return true;
    }

    /// <summary>Writes one.</summary>
    public static string Format(Rate rate) =>
        rate.IsUnlimited ? "0"
        : rate.Burst == Math.Ceiling(rate.PerSecond) ? rate.PerSecond.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{rate.PerSecond}:{rate.Burst}");

    /// <summary>An option for one.</summary>
    public static Option<Rate> Option(string name, string description, Rate fallback) => new(name)
    {
        Description = $"{description} [default: {Format(fallback)}]",
        HelpName = "rate",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (TryParse(text, out Rate rate))
                return rate;
            result.AddError($"'{DisplayText.Escape(text)}' is not a rate such as 100 a second, 100:500 with 500 at once, or 0 for no limit.");
            return fallback;
        },
    };
}
