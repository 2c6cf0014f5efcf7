using System.Globalization;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Random values, and values as a test writes them.</summary>
internal static class SampleValues
{
    public static PacketSequenceWriter<Option> Options(Random random, int most, out List<(string, string)> values, string path)
    {
        var writer = new PacketSequenceWriter<Option>(new byte[256]);
        values = [];
        int count = random.Next(most + 1);
        for (int i = 0; i < count; i++)
        {
            byte[] value = Bytes(random, 0, 9);
            writer.Add(new Option { Kind = (byte)i, Value = value });
            values.AddRange([($"{path}[{i}].kind", Text(i)), ($"{path}[{i}].value", Convert.ToHexStringLower(value))]);
        }

        return writer;
    }

    public static Point[] Points(Random random, int? count = null) =>
        [.. Enumerable.Range(0, count ?? random.Next(4)).Select(_ => new Point { X = (byte)random.Next(256), Y = (Colour)random.Next(4) })];

    public static (string Path, string Text)[] PointValues(string prefix, Point point) => [(prefix + "x", Text(point.X)), (prefix + "y", Text((int)point.Y))];

    public static ulong Long(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    public static byte[] Bytes(Random random, int least, int most)
    {
        byte[] bytes = new byte[random.Next(least, most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    public static string Letters(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => (char)random.Next('a', 'z' + 1)));

    public static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
