using System.Globalization;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>Compares what tshark and our own decoder see.</summary>
internal static class Comparison
{
    public static void AreEqual(IReadOnlyList<SeenPacket> ours, IReadOnlyList<SeenPacket> theirs)
    {
        List<string> expected = [.. ours.Select(p => p.ToString())];
        List<string> actual = [.. theirs.Select(p => (p with { Fields = [.. p.Fields.Select(Comparable)] }).ToString())];
        for (int i = 0; i < Math.Min(expected.Count, actual.Count); i++)
            Assert.Equal(expected[i], actual[i]);
        Assert.Equal(expected.Select(HeadOf), actual.Select(HeadOf));
    }

    private static string HeadOf(string packet) => packet[..packet.IndexOf('\n', StringComparison.Ordinal)];

    // One path that holds things of two kinds is two filters; a floating-point number is printed in C's way.
    private static SeenField Comparable(SeenField field) => field with
    {
        Name = field.Name.EndsWith("created_at-bytes", StringComparison.Ordinal) ? field.Name[..^6] : field.Name,
        Value = field.Value switch
        {
            "-nan" => "nan",
            { } value when (value.Contains('.', StringComparison.Ordinal) || value.Contains('e', StringComparison.Ordinal))
                && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number.ToString("R", CultureInfo.InvariantCulture),
            { } value => value,
        },
    };
}
