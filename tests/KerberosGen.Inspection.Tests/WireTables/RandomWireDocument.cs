using System.Collections.Immutable;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Tests.WireTables;

/// <summary>A protocol on paper that uses every word there is, whether or not it makes sense.</summary>
internal static class RandomWireDocument
{
    private static readonly string[] Names = ["id", "length", "of", "to", "kind", "flags", "client_id", "a", "x1", "count", "код", "the_rest", "use", "field"];
    private static readonly string[] Types = ["u8", "u16 big-endian", "leb128 u32", "Colour u8", "unix seconds u32", "text latin-1", "4 x u16", "list of Entry", "encrypted text", "guid", "u4 big-endian"];
    private static readonly string[] Sizes = ["4", "16", "4 bits", "length", "2 + length", "12 each, to the end", "to a NUL", "1 to 5", "count x 12", "varies"];
    private static readonly string[] Uses = ["", "A name.", "Bytes: 1, 2.", "[Session key, iv, PKCS #7] is no rule here", "ends in [closed]", "— a dash", "No payload."];

    public static WireDocument Of(Random random)
    {
        var kinds = Enum.GetValues<WireKind>();
        ImmutableArray<WireTable> tables =
        [
            .. kinds.SelectMany(kind => Enumerable.Range(0, random.Next(4)).Select(i => Table(random, kind, $"{kind}{i}"))),
        ];
        ImmutableArray<WireType> types =
        [
            .. Enumerable.Range(0, random.Next(4)).Select(i => new WireType($"Type{i}", random.Next(3) == 0 ? null : random.Next(300), "1 One, 2 Two; flags")),
        ];
        return new WireDocument(random.Next(2) == 0 ? "Shop" : "Shop.@class", tables, types);
    }

    private static WireTable Table(Random random, WireKind kind, string name)
    {
        int min = random.Next(600);
        bool isMessage = kind is WireKind.Request or WireKind.Response;
        return new WireTable(kind, name, min, random.Next(2) == 0 ? min : null, WireRow.UseOf(Pick(random, Uses)), Rows(random))
        {
            Code = isMessage ? random.Next(65536) : null,
            Announces = kind == WireKind.Header ? random.Next(2) == 0 ? WireKind.Request : WireKind.Response : null,
            WireLayout = random.Next(3) == 0 ? Pick(random, "documented", "old (1998)", "v2: new") : null,
            Align = Pick(random, 0, 0, 2, 4, 8, 16),
            IsPaddingIgnored = random.Next(4) == 0,
            HasOwnRules = random.Next(4) == 0,
        };
    }

    private static ImmutableArray<WireRow> Rows(Random random)
    {
        string[] names = [.. Names];
        random.Shuffle(names);
        return
        [
            .. names.Take(random.Next(names.Length)).Select(name => new WireRow(
                name,
                Pick(random, Types),
                random.Next(4) == 0 ? null : random.Next(1000),
                Pick(random, Sizes),
                WireRow.UseOf(Pick(random, Uses)),
                WireRuleReader.Join(Enumerable.Range(0, random.Next(4)).Select(_ => Rule(random)).Distinct()))),
        ];
    }

    public static string Rule(Random random)
    {
        string field = Pick(random, Names);
        long[] values = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Number(random))];
        int adjust = random.Next(-9, 10);
        return random.Next(26) switch
        {
            0 => WireRules.Code,
            1 => WireRules.PayloadSize,
            2 => WireRules.If(field, values),
            3 => WireRules.IfFlag(field, Number(random)),
            4 => WireRules.Case(values),
            5 => WireRules.Otherwise,
            6 => WireRules.ChosenBy(field),
            7 => WireRules.PadBefore(random.Next(1, 5)),
            8 => WireRules.Align(4),
            9 => WireRules.IgnoredPadding,
            10 => WireRules.FirstBits(Pick(random, 1, 2, 4, 8)),
            11 => WireRules.Length(field, adjust),
            12 => WireRules.Count(field, adjust),
            13 => WireRules.PacketLength(adjust),
            14 => WireRules.Prefix(random.Next(9), random.Next(2) == 0, random.Next(2) == 0, Pick(random, 0, 2, 4)),
            15 => WireRules.ToNul,
            16 => WireRules.Until(field, values),
            17 => WireRules.Constant(Number(random), random.Next(2) == 0),
            18 => WireRules.Constant([0x89, 0x50, (byte)random.Next(256)]),
            19 => WireRules.Computed,
            20 => WireRules.Range(Number(random) / 8.0, random.NextDouble() * Math.Pow(10, random.Next(-30, 30))),
            21 => WireRules.OneOf(values),
            22 => WireRules.Closed,
            23 => WireRules.Encrypted("Session", field, random.Next(2) == 0),
            24 => WireRules.SyntheticIv(Pick(random, "ticket", "encrypted-key", "v2.a_b")),
            _ => WireRules.Checksum(Pick(random, "crc-32", "internet checksum"), random.Next(2) == 0 ? field : null, random.Next(2) == 0 ? Pick(random, Names) : null),
        };
    }

    private static long Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(256),
        1 => random.NextInt64(long.MinValue, long.MaxValue),
        2 => long.MinValue,
        _ => random.Next(-1000, 70_000),
    };

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];
}
