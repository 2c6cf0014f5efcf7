using System.Globalization;
using System.Net;
using System.Text;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Random values of every packet of the words, packed.</summary>
internal static class WordSamples
{
    public static IReadOnlyList<Func<Random, WordSample>> All { get; } =
    [
        Widths, Choices, BigBits, LittleBits, Reals, Stamps, Varints, Limits, Cards,
        Aligned, Rows, Lengths, Prefixes, Texts, Arrays, Sequences, Nests,
        Optional, Record, Figure, Chunk, Chunks, Sums, Block, Secrets,
    ];

    private static WordSample Widths(Random random)
    {
        var packet = new Widths
        {
            One = (byte)random.Next(256),
            Three = (uint)random.Next(1 << 24),
            SignedThree = random.Next(1 << 24) - (1 << 23),
            Five = (ulong)random.NextInt64(1L << 40),
            Seven = random.NextInt64(1L << 56) - (1L << 55),
            Small = (sbyte)random.Next(-128, 128),
            Eight = Long(random),
            SignedEight = (long)Long(random),
            Sixteen = new UInt128(Long(random), Long(random)),
            SignedSixteen = new Int128(Long(random), Long(random)),
        };
        return new WordSample(Words.Widths.Layout, b => Words.Widths.Unpack(b, out _), packet.ToArray(),
        [
            ("one", Text(packet.One)), ("three", Text(packet.Three)), ("signed_three", Text(packet.SignedThree)), ("five", Text(packet.Five)),
            ("seven", Text(packet.Seven)), ("small", Text(packet.Small)), ("eight", Text(packet.Eight)), ("signed_eight", Text(packet.SignedEight)),
            ("sixteen", Text(packet.Sixteen)), ("signed_sixteen", Text(packet.SignedSixteen)),
        ]);
    }

    private static WordSample Choices(Random random)
    {
        var packet = new Choices
        {
            IsOn = random.Next(2) == 1, Open = (Colour)random.Next(256), Known = (Colour)random.Next(1, 3), Access = (Access)random.Next(8), Wide = (Access)random.Next(65536),
        };
        return new WordSample(Words.Choices.Layout, b => Words.Choices.Unpack(b, out _), packet.ToArray(),
        [
            ("is_on", packet.IsOn ? "true" : "false"), ("open", Text((int)packet.Open)), ("known", Text((int)packet.Known)),
            ("access", Text((int)packet.Access)), ("wide", Text((int)packet.Wide)),
        ]);
    }

    private static WordSample BigBits(Random random)
    {
        var packet = new BigBits
        {
            IsResponse = random.Next(2) == 1, Opcode = (byte)random.Next(16), High = (byte)random.Next(16), Digit = (byte)random.Next(10),
            Many = Long(random) >> 24, Some = (uint)random.Next(1 << 22), Colour = (Colour)random.Next(1, 3),
        };
        return new WordSample(Words.BigBits.Layout, b => Words.BigBits.Unpack(b, out _), packet.ToArray(),
        [
            ("is_response", packet.IsResponse ? "true" : "false"), ("opcode", Text(packet.Opcode)), ("magic", "5"), ("high", Text(packet.High)),
            ("digit", Text(packet.Digit)), ("many", Text(packet.Many)), ("some", Text(packet.Some)), ("colour", Text((int)packet.Colour)),
        ]);
    }

    private static WordSample LittleBits(Random random)
    {
        var packet = new LittleBits
        {
            Before = (byte)random.Next(256), Low = (ushort)random.Next(1 << 12), High = (byte)random.Next(16), Lower = (uint)random.Next(1 << 20), Upper = (ushort)random.Next(1 << 12),
        };
        return new WordSample(Words.LittleBits.Layout, b => Words.LittleBits.Unpack(b, out _), packet.ToArray(),
            [("before", Text(packet.Before)), ("low", Text(packet.Low)), ("high", Text(packet.High)), ("lower", Text(packet.Lower)), ("upper", Text(packet.Upper))]);
    }

    private static WordSample Reals(Random random)
    {
        var packet = new Reals
        {
            Gain = BitConverter.UInt16BitsToHalf((ushort)random.Next(65536)), Level = BitConverter.Int32BitsToSingle(random.Next()),
            Exact = BitConverter.UInt64BitsToDouble(Long(random)), Balance = (float)((2 * random.NextDouble()) - 1),
        };
        return new WordSample(Words.Reals.Layout, b => Words.Reals.Unpack(b, out _), packet.ToArray(),
            [("gain", Value.Of(packet.Gain)), ("level", Value.Of(packet.Level)), ("exact", Value.Of(packet.Exact)), ("balance", Value.Of(packet.Balance))]);
    }

    private static WordSample Stamps(Random random)
    {
        var packet = new Stamps
        {
            Windows = new Guid(Bytes(random, 16, 16)), Rfc = new Guid(Bytes(random, 16, 16)),
            Old = new IPv4Address(Bytes(random, 4, 4)), New = IPv6Address.From(IPAddress.IPv6Loopback),
            Arrived = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(1L << 32)),
            Left = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-62135596800000, 253402300799999)),
        };
        return new WordSample(Words.Stamps.Layout, b => Words.Stamps.Unpack(b, out _), packet.ToArray(),
        [
            ("windows", packet.Windows.ToString()), ("rfc", packet.Rfc.ToString()), ("old", Convert.ToHexStringLower(packet.Old.Bytes)),
            ("arrived", packet.Arrived.ToString("O", CultureInfo.InvariantCulture)), ("left", packet.Left.ToString("O", CultureInfo.InvariantCulture)),
        ]);
    }

    private static WordSample Varints(Random random)
    {
        var packet = new Varints
        {
            Count = (uint)(Long(random) >> random.Next(32, 64)), Offset = (long)Long(random) >> random.Next(64),
            Short = (ushort)(Long(random) >> random.Next(48, 64)), Long = Long(random) >> random.Next(64),
        };
        return new WordSample(Words.Varints.Layout, b => Words.Varints.Unpack(b, out _), packet.ToArray(),
            [("count", Text(packet.Count)), ("offset", Text(packet.Offset)), ("short", Text(packet.Short)), ("long", Text(packet.Long))]);
    }

    private static WordSample Limits(Random random)
    {
        var packet = new Limits { Level = (byte)random.Next(1, 11), Scale = (byte)(1 << random.Next(3)), Green = Colour.Green };
        return new WordSample(Words.Limits.Layout, b => Words.Limits.Unpack(b, out _), packet.ToArray(),
            [("signature", Convert.ToHexStringLower("GIF89a"u8)), ("version", "258"), ("level", Text(packet.Level)), ("scale", Text(packet.Scale)), ("green", "2")]);
    }

    private static WordSample Cards(Random random)
    {
        string label = Letters(random, 7), tag = "é" + Letters(random, 3);
        byte[] pin = Bytes(random, 4, 4);
        var packet = new Cards { Label = new Label(label), Tag = new Tag(tag), Pin = new Pin(pin) };
        return new WordSample(Words.Cards.Layout, b => Words.Cards.Unpack(b, out _), packet.ToArray(),
            [("label", label), ("tag", tag), ("pin", Convert.ToHexStringLower(pin))]);
    }

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
            Fixed = Points(random, 1)[0], Measured = new Inner { Kind = 1, Rest = measured }, Prefixed = new Inner { Kind = 2, Rest = prefixed },
            Bare = new Option { Kind = 3, Value = bare }, After = 9,
        };
        return new WordSample(Words.Nests.Layout, b => Words.Nests.Unpack(b, out _), packet.ToArray(),
        [
            ("length", Text(measured.Length + 1)), ("measured.kind", "1"), ("measured.rest", Convert.ToHexStringLower(measured)), ("prefixed#length", Text(prefixed.Length + 1)),
            ("prefixed.rest", Convert.ToHexStringLower(prefixed)), ("bare.kind", "3"), ("bare.value", Convert.ToHexStringLower(bare)), ("after", "9"),
        ]);
    }

    private static WordSample Optional(Random random)
    {
        var access = (Access)random.Next(8);
        string name = Letters(random, 9);
        var packet = new Optional
        {
            Access = access, Time = (uint)Long(random), Name = Encoding.UTF8.GetBytes(name), Reason = 7, HasMore = random.Next(2) == 1, More = new Point { X = 5, Y = Colour.Red },
        };
        List<(string, string)> values = [("access", Text((int)access)), ("has_more", packet.HasMore ? "true" : "false")];
        if (access.HasFlag(Access.Read))
            values.Add(("time", Text(packet.Time)));
        if (access.HasFlag(Access.Write))
            values.Add(("name", name));
        if (access == Access.None)
            values.Add(("reason", "7"));
        if (packet.HasMore && access.HasFlag(Access.Execute))
            values.Add(("more.x", "5"));
        return new WordSample(Words.Optional.Layout, b => Words.Optional.Unpack(b, out _), packet.ToArray(), [.. values]);
    }

    private static WordSample Record(Random random)
    {
        byte[] bytes = Bytes(random, 0, 9);
        string text = Letters(random, 9);
        (RecordType type, string path, string shown) = random.Next(4) switch
        {
            0 => (RecordType.A, "data.address", "7f000001"),
            1 => (RecordType.Text, "data.text", text),
            2 => (RecordType.Pair, "data.pair.x", "4"),
            _ => ((RecordType)999, "data.unknown", Convert.ToHexStringLower(bytes)),
        };
        var packet = new Record
        {
            Type = type,
            Data = new RecordData
            {
                Address = IPv4Address.From(IPAddress.Loopback), Text = Encoding.UTF8.GetBytes(text), Pair = new Point { X = 4 }, Unknown = bytes,
            },
        };
        return new WordSample(Words.Record.Layout, b => Words.Record.Unpack(b, out _), packet.ToArray(), [("type", Text((int)type)), (path, shown)]);
    }

    private static WordSample Figure(Random random)
    {
        int kind = random.Next(1, 4);
        var packet = new Figure { Kind = (byte)kind, Shape = new Shape { Point = new Point { X = 8 }, Number = 70000 }, After = 6 };
        return new WordSample(Words.Figure.Layout, b => Words.Figure.Unpack(b, out _), packet.ToArray(),
            [("kind", Text(kind)), kind == 1 ? ("shape.point.x", "8") : ("shape.number", "70000"), ("after", "6")]);
    }

    private static WordSample Chunk(Random random)
    {
        byte[] body = Bytes(random, 0, 9);
        var packet = new Chunk { Kind = Colour.Red, Body = body, Trailer = 3 };
        return new WordSample(Words.Chunk.Layout, b => Words.Chunk.Unpack(b, out _), packet.ToArray(),
            [("kind", "1"), ("length", Text(body.Length + 4)), ("body", Convert.ToHexStringLower(body)), ("trailer", "3")]);
    }

    private static WordSample Chunks(Random random)
    {
        var writer = new PacketSequenceWriter<Chunk>(new byte[256]);
        List<(string, string)> values = [];
        int count = random.Next(3);
        for (int i = 0; i < count; i++)
        {
            byte[] body = Bytes(random, 0, 9);
            writer.Add(new Chunk { Body = body, Trailer = (byte)i });
            values.AddRange([($"items[{i}].body", Convert.ToHexStringLower(body)), ($"items[{i}].trailer", Text(i))]);
        }

        var packet = new Chunks { Items = writer.Sequence };
        return new WordSample(Words.Chunks.Layout, b => Words.Chunks.Unpack(b, out _), packet.ToArray(), [.. values]);
    }

    private static WordSample Sums(Random random)
    {
        byte[] body = Bytes(random, 0, 9);
        var packet = new Sums { Number = (ushort)random.Next(65536), Body = body };
        return new WordSample(Words.Sums.Layout, b => Words.Sums.Unpack(b, out _), packet.ToArray(), [("number", Text(packet.Number)), ("body", Convert.ToHexStringLower(body))]);
    }

    private static WordSample Block(Random random)
    {
        byte[] body = [1, .. Bytes(random, 0, 9)];
        var packet = new Block { Body = body };
        return new WordSample(Words.Block.Layout, b => Words.Block.Unpack(b, out _), packet.ToArray(), [("body", Convert.ToHexStringLower(body)), ("size_again", Text(body.Length))]);
    }

    private static WordSample Secrets(Random random)
    {
        byte[] bytes = Bytes(random, 0, 9);
        var packet = new Secrets { Number = 123456789, Open = 3, Hidden = 11, Bytes = bytes, Points = Points(random), Level = (byte)random.Next(1, 10) };
        return new WordSample(Words.Secrets.Layout, b => Words.Secrets.Unpack(b, out _), packet.ToArray(),
            [("number", "123456789"), ("open", "3"), ("hidden", "11"), ("bytes", Convert.ToHexStringLower(bytes)), ("level", Text(packet.Level))]);
    }

    private static PacketSequenceWriter<Option> Options(Random random, int most, out List<(string, string)> values, string path)
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

    private static Point[] Points(Random random, int? count = null) =>
        [.. Enumerable.Range(0, count ?? random.Next(4)).Select(_ => new Point { X = (byte)random.Next(256), Y = (Colour)random.Next(4) })];

    private static (string Path, string Text)[] PointValues(string prefix, Point point) => [(prefix + "x", Text(point.X)), (prefix + "y", Text((int)point.Y))];

    private static ulong Long(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    private static byte[] Bytes(Random random, int least, int most)
    {
        byte[] bytes = new byte[random.Next(least, most + 1)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Letters(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => (char)random.Next('a', 'z' + 1)));

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
