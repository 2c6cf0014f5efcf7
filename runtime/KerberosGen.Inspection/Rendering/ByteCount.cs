using System.Globalization;

namespace KerberosGen.Inspection.Rendering;

/// <summary>A count in few characters: <c>9731</c>, <c>12.3k</c>, <c>4.56M</c>; k is a thousand.</summary>
internal static class ByteCount
{
    public static string Of(double count) => count switch
    {
        < 10 when count != Math.Truncate(count) => count.ToString("0.##", CultureInfo.InvariantCulture),
        < 9999.5 => count.ToString("0", CultureInfo.InvariantCulture),
        < 999_500 => Three(count / 1e3) + "k",
        < 999_500_000 => Three(count / 1e6) + "M",
        < 999_500_000_000 => Three(count / 1e9) + "G",
        _ => Three(count / 1e12) + "T",
    };

    private static string Three(double value) =>
        value.ToString(value < 9.995 ? "0.00" : value < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
