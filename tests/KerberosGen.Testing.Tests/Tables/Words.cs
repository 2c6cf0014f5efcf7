using System.Collections.Immutable;
using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Tests.Tables;

/// <summary>Tables made by hand, one for each word of the declaring language and some that combine them.</summary>
internal static class Words
{
    private static readonly FieldType U8 = Types.Unsigned(1);
    private static readonly FieldType U16 = Types.Unsigned(2);

    private static readonly ImmutableArray<EnumMember> Colours = [new("None", 0), new("Red", 1), new("Blue", 4)];

    public static PacketLayout Point { get; } = new()
    {
        Name = "Point",
        Kind = PacketKind.Structure,
        MinSize = 2,
        Size = 2,
        Fields = [Field("x", U8), Field("y", Types.Signed(1))],
    };

    /// <summary>A label of DNS: its length, then its bytes; one without bytes is the last.</summary>
    public static PacketLayout Label { get; } = Types.Packet(
        "Label",
        new FieldLayout { Name = "length", Type = U8, Role = FieldRole.Length, Measures = "text", Max = 63, Min = 0 },
        new FieldLayout { Name = "text", Type = Types.Bytes, MeasuredBy = "length" });

    public static PacketLayout Entry { get; } = Types.Packet(
        "Entry",
        new FieldLayout { Name = "name", Type = Types.Bytes, IsNulTerminated = true },
        Field("value", Types.Leb128(32)));

    public static PacketLayout Choice { get; } = Types.Union(
        "Choice",
        new FieldLayout { Name = "number", Type = Types.Unsigned(4), Cases = [1, 2] },
        new FieldLayout { Name = "point", Type = Types.Of(Point), Cases = [3] },
        new FieldLayout { Name = "unknown", Type = Types.Bytes, IsOtherwise = true });

    public static PacketLayout ClosedChoice { get; } = Types.Union(
        "ClosedChoice",
        new FieldLayout { Name = "number", Type = U16, Cases = [1, 2] },
        new FieldLayout { Name = "text", Type = Types.Bytes, Prefix = new PrefixLayout { IsCount = false, Width = 1 }, Cases = [7] });

    public static ImmutableArray<PacketLayout> All { get; } =
    [
        Point,
        Label,
        Entry,
        Types.Packet("Integers", Field("u24", Types.Unsigned(3)), Field("i24", Types.Signed(3, ByteOrder.BigEndian)), Field("u128", Types.Unsigned(16)), Field("i64", Types.Signed(8))),
        Types.Packet("Leb128", Field("unsigned", Types.Leb128(64)), Field("signed", Types.Leb128(32, FieldKind.Signed)), Field("last", U8)),
        Types.Packet(
            "Others",
            Field("flag", new FieldType { Kind = FieldKind.Boolean, Name = "bool", Size = 1 }),
            Field("half", new FieldType { Kind = FieldKind.Float, Name = "Half", Size = 2 }),
            Field("double", new FieldType { Kind = FieldKind.Float, Name = "double", Size = 8 }),
            Field("guid", new FieldType { Kind = FieldKind.Guid, Name = "Guid", Size = 16 }),
            Field("seconds", new FieldType { Kind = FieldKind.Time, Name = "DateTimeOffset", Size = 8, TimeUnit = UnixTimeUnit.Seconds }),
            Field("short_time", new FieldType { Kind = FieldKind.Time, Name = "DateTimeOffset", Size = 4 }),
            Field("milliseconds", new FieldType { Kind = FieldKind.Time, Name = "DateTimeOffset", Size = 8, TimeUnit = UnixTimeUnit.Milliseconds })),
        Types.Packet(
            "Limits",
            new FieldLayout { Name = "range", Type = U8, Min = 3, Max = 9 },
            new FieldLayout { Name = "real", Type = new FieldType { Kind = FieldKind.Float, Name = "float", Size = 4 }, Min = -1, Max = 1.5 },
            new FieldLayout { Name = "one_of", Type = U16, OneOf = [2, 500] },
            new FieldLayout { Name = "closed", Type = new FieldType { Kind = FieldKind.Unsigned, Name = "Colour", Size = 1, Members = Colours, IsClosed = true } },
            new FieldLayout { Name = "flags", Type = new FieldType { Kind = FieldKind.Unsigned, Name = "Colours", Size = 1, Members = Colours, IsClosed = true, IsFlags = true } },
            new FieldLayout { Name = "magic", Type = new FieldType { Kind = FieldKind.Bytes, Name = "Magic", Size = 3 }, Constant = [1, 2, 3] }),
        Bits("BigEndianBits", ByteOrder.BigEndian, 12, 4, 0),
        Bits("LittleEndianBits", ByteOrder.LittleEndian, 0, 4, 12),
        new()
        {
            Name = "Padded",
            Kind = PacketKind.Structure,
            MinSize = 16,
            Align = 8,
            Fields =
            [
                Field("first", U8),
                new FieldLayout { Name = "behind_two", Type = U8, PadBefore = 2 },
                new FieldLayout { Name = "aligned", Type = U16, Align = 4, IsPaddingIgnored = true },
                new FieldLayout { Name = "text", Type = Types.Bytes, IsNulTerminated = true },
            ],
        },
        Types.Packet(
            "Prefixes",
            new FieldLayout { Name = "short", Type = Types.Bytes, Prefix = new PrefixLayout { IsCount = false, Width = 1 } },
            new FieldLayout { Name = "inclusive", Type = Types.Bytes, Prefix = new PrefixLayout { IsCount = false, Width = 2, ByteOrder = ByteOrder.BigEndian, Adjust = 2 } },
            new FieldLayout { Name = "leb", Type = Types.Bytes, Prefix = new PrefixLayout { IsCount = false, Width = 0 } },
            new FieldLayout { Name = "points", Type = Types.ListOf(Types.Of(Point)), Prefix = new PrefixLayout { IsCount = true, Width = 1 } },
            new FieldLayout { Name = "entries", Type = Types.SequenceOf(Entry), Prefix = new PrefixLayout { IsCount = false, Width = 3 } }),
        Types.Packet(
            "Measured",
            new FieldLayout { Name = "length", Type = U8, Role = FieldRole.Length, Measures = "points", Adjust = 1 },
            new FieldLayout { Name = "count", Type = U16, Role = FieldRole.Count, Measures = "entries" },
            new FieldLayout { Name = "points", Type = Types.ListOf(Types.Of(Point)), MeasuredBy = "length" },
            Field("array", Types.ArrayOf(U16, 3)),
            new FieldLayout { Name = "entries", Type = Types.SequenceOf(Entry), MeasuredBy = "count", MeasuredByCount = true }),
        Types.Packet(
            "Optional",
            Field("flags", U8),
            new FieldLayout { Name = "kind", Type = U16, When = [new ConditionLayout { Field = "flags", Mask = 0x06 }] },
            new FieldLayout { Name = "body", Type = Types.Of(Entry), When = [new ConditionLayout { Field = "flags", Mask = 1 }, new ConditionLayout { Field = "kind", Values = [0, 5] }] },
            new FieldLayout { Name = "rest", Type = Types.Bytes, When = [new ConditionLayout { Field = "kind", Values = [5] }] }),
        Types.Packet("Name", new FieldLayout { Name = "labels", Type = Types.SequenceOf(Label), Until = [new ConditionLayout { Field = "length", Values = [0] }] }, Field("type", U16)),
        Types.Packet(
            "Chosen",
            Field("type", U8),
            new FieldLayout { Name = "length", Type = U8, Role = FieldRole.Length, Measures = "choice" },
            new FieldLayout { Name = "choice", Type = Types.Of(Choice), ChosenBy = "type", MeasuredBy = "length" },
            Field("second", U8),
            new FieldLayout { Name = "closed", Type = Types.Of(ClosedChoice), ChosenBy = "second" }),
        Summed,
        Types.Packet("Greedy", Field("code", U8), new FieldLayout { Name = "entries", Type = Types.SequenceOf(Entry) }),
    ];

    /// <summary>A packet that announces its size, sums its front and ends with a fixed part behind one of any size.</summary>
    public static PacketLayout Summed => new()
    {
        Name = "Summed",
        Kind = PacketKind.Structure,
        MinSize = 12,
        Fields =
        [
            new FieldLayout { Name = "size", Type = Types.Unsigned(2, ByteOrder.BigEndian), Role = FieldRole.PacketLength, Adjust = -2 },
            Field("id", U16),
            new FieldLayout { Name = "front", Type = Types.Unsigned(2, ByteOrder.BigEndian), Checksum = Checksum<InternetChecksum>(null, "id") },
            new FieldLayout { Name = "content", Type = Types.Bytes },
            Field("end", U16),
            new FieldLayout { Name = "crc", Type = Types.Unsigned(4), Checksum = Checksum<Crc32>("id", null) },
        ],
    };

    public static PacketLayout Find(string name) => All.Single(layout => layout.Name == name);

    private static PacketLayout Bits(string name, ByteOrder order, int first, int second, int third) => Types.Packet(
        name,
        new FieldLayout { Name = "a", Type = Types.Bits(4, order), Bits = new BitsLayout(first, 2, true) },
        new FieldLayout { Name = "b", Type = Types.Bits(8, order), Bits = new BitsLayout(second, 2, false), OneOf = [0xAB, 0xCD] },
        new FieldLayout { Name = "c", Type = Types.Bits(4, order), Bits = new BitsLayout(third, 2, false) },
        Field("behind", U8));

    private static ChecksumLayout Checksum<T>(string? from, string? to)
        where T : struct, IChecksum => new() { Name = T.Name, From = from, To = to, Compute = Codec.Checksum.Over<T> };

    private static FieldLayout Field(string name, FieldType type) => new() { Name = name, Type = type };
}
