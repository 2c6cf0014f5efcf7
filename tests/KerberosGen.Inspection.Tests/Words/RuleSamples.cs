using System.Net;
using System.Text;
using KerberosGen.Codec;
using static KerberosGen.Inspection.Tests.Words.SampleValues;

namespace KerberosGen.Inspection.Tests.Words;

/// <summary>What may be absent, unions, packet lengths, checksums, rules, secrets.</summary>
internal static class RuleSamples
{
    public static IReadOnlyList<Func<Random, WordSample>> All { get; } = [Optional, Record, Figure, Chunk, Chunks, Sums, Block, Secrets];

    private static WordSample Optional(Random random)
    {
        var access = (Access)random.Next(8);
        string name = Letters(random, 9);
        var packet = new Optional
        {
            Access = access,
            Time = (uint)Long(random),
            Name = Encoding.UTF8.GetBytes(name),
            Reason = 7,
            HasMore = random.Next(2) == 1,
            More = new Point { X = 5, Y = Colour.Red },
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
                Address = IPv4Address.From(IPAddress.Loopback),
                Text = Encoding.UTF8.GetBytes(text),
                Pair = new Point { X = 4 },
                Unknown = bytes,
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
}
