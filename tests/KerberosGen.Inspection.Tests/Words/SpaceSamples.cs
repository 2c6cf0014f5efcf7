using System.Text;
using KerberosGen.Codec;
using static KerberosGen.Inspection.Tests.Words.SampleValues;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Padding, lengths, prefixes, texts, arrays, sequences, packets within packets.</summary>
internal static class SpaceSamples
{
    public static IReadOnlyList<Func<Random, WordSample>> All { get; } = [Aligned, Rows, Lengths, Prefixes, Texts, Arrays, Sequences, Nests];

    private static WordSample Aligned(Random random)
    {
        var packet = new Aligned { Kind = (byte)random.Next(256), Value = (uint)Long(random), Last = (byte)random.Next(256) };
        return new WordSample(Words.Aligned.Layout, b => Words.Aligned.Unpack(b, out _), packet.ToArray(),
            [("kind", Text(packet.Kind)), ("value", Text(packet.Value)), ("last", Text(packet.Last))]);
    }

    private static WordSample Rows(Random random)
    {
        byte[] name = Bytes(random, 0, 9);
        string note = Letters(random, 9);
        var packet = new Rows { Name = name, Number = (ushort)random.Next(65536), Note = Encoding.UTF8.GetBytes(note) };
        return new WordSample(Words.Rows.Layout, b => Words.Rows.Unpack(b, out _), packet.ToArray(),
            [("name#length", Text(name.Length)), ("name", Convert.ToHexStringLower(name)), ("number", Text(packet.Number)), ("note", note)]);
    }

    private static WordSample Lengths(Random random)
    {
        byte[] body = Bytes(random, 0, 9);
        string note = Letters(random, 9);
        Point[] points = Points(random);
        var packet = new Lengths { Body = body, Note = Encoding.ASCII.GetBytes(note), Words = points };
        return new WordSample(Words.Lengths.Layout, b => Words.Lengths.Unpack(b, out _), packet.ToArray(),
        [
            ("length", Text(body.Length)), ("note_length", Text(note.Length + 1)), ("words_length", Text((2 * points.Length) + 3)), ("body", Convert.ToHexStringLower(body)),
            ("note", note), .. points.SelectMany((p, i) => PointValues($"words[{i}].", p)),
        ]);
    }

    private static WordSample Prefixes(Random random)
    {
        byte[] one = Bytes(random, 0, 9), three = Bytes(random, 0, 9), leb = Bytes(random, 0, 200);
        Point[] points = Points(random);
        Signature[] signatures = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new Signature(Bytes(random, 6, 6)))];
        var packet = new Prefixes { One = one, Three = three, Leb = leb, Points = points, Signatures = signatures };
        return new WordSample(Words.Prefixes.Layout, b => Words.Prefixes.Unpack(b, out _), packet.ToArray(),
        [
            ("one#length", Text(one.Length)), ("one", Convert.ToHexStringLower(one)), ("three#length", Text(three.Length + 3)), ("three", Convert.ToHexStringLower(three)),
            ("leb#length", Text(leb.Length)), ("leb", Convert.ToHexStringLower(leb)), ("points#count", Text(points.Length)), ("signatures#length", Text(6 * signatures.Length)),
            .. points.SelectMany((p, i) => PointValues($"points[{i}].", p)),
            .. signatures.Select((s, i) => ($"signatures[{i}]", Convert.ToHexStringLower(s.Bytes))),
        ]);
    }

    private static WordSample Texts(Random random)
    {
        string name = Letters(random, 9), rest = "ž" + Letters(random, 9);
        byte[] raw = [.. Bytes(random, 0, 9).Select(b => (byte)(b | 1))];
        var packet = new Texts { Name = Encoding.UTF8.GetBytes(name), Raw = raw, Place = [0xc9, 0x7a], Rest = Encoding.UTF8.GetBytes(rest) };
        return new WordSample(Words.Texts.Layout, b => Words.Texts.Unpack(b, out _), packet.ToArray(),
            [("name", name), ("raw", Convert.ToHexStringLower(raw)), ("place", "Éz"), ("rest", rest)]);
    }

    private static WordSample Arrays(Random random)
    {
        var packet = new Arrays();
        for (int i = 0; i < 3; i++)
            packet.Ports[i] = (ushort)random.Next(65536);
        packet.Points[1] = new Point { X = (byte)random.Next(256), Y = Colour.Green };
        packet.Bools[2] = true;
        packet.Labels[0] = new Label("first");
        return new WordSample(Words.Arrays.Layout, b => Words.Arrays.Unpack(b, out _), packet.ToArray(),
        [
            ("ports", $"{Text(packet.Ports[0])} {Text(packet.Ports[1])} {Text(packet.Ports[2])}"), ("bools", "false false true false"),
            ("labels[0]", "first"), ("labels[1]", ""), .. PointValues("points[0].", packet.Points[0]), .. PointValues("points[1].", packet.Points[1]),
        ]);
    }

    private static WordSample Sequences(Random random)
    {
        var counted = Options(random, 3, out List<(string, string)> values, "counted");
        var measured = Options(random, 3, out List<(string, string)> measuredValues, "measured");
        var ended = new PacketSequenceWriter<Option>(new byte[64]);
        ended.Add(new Option { Kind = 7, Value = [1] });
        ended.Add(new Option { Kind = 0, Value = [] });
        var rest = Options(random, 2, out List<(string, string)> restValues, "rest");
        var packet = new Sequences { Counted = counted.Sequence, Measured = measured.Sequence, Ended = ended.Sequence, Rest = rest.Sequence };
        return new WordSample(Words.Sequences.Layout, b => Words.Sequences.Unpack(b, out _), packet.ToArray(),
            [.. values, .. measuredValues, .. restValues, ("ended[0].kind", "7"), ("ended[0].value", "01"), ("ended[1].kind", "0"), ("ended[1].value", "")]);
    }

    private static WordSample Nests(Random random)
    {
        byte[] measured = Bytes(random, 0, 9), prefixed = Bytes(random, 0, 9), bare = Bytes(random, 0, 9);
        var packet = new Nests
        {
            Fixed = Points(random, 1)[0],
            Measured = new Inner { Kind = 1, Rest = measured },
            Prefixed = new Inner { Kind = 2, Rest = prefixed },
            Bare = new Option { Kind = 3, Value = bare },
            After = 9,
        };
        return new WordSample(Words.Nests.Layout, b => Words.Nests.Unpack(b, out _), packet.ToArray(),
        [
            ("length", Text(measured.Length + 1)), ("measured.kind", "1"), ("measured.rest", Convert.ToHexStringLower(measured)), ("prefixed#length", Text(prefixed.Length + 1)),
            ("prefixed.rest", Convert.ToHexStringLower(prefixed)), ("bare.kind", "3"), ("bare.value", Convert.ToHexStringLower(bare)), ("after", "9"),
        ]);
    }
}
