using System.Collections.Immutable;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>Reads a <see cref="LayoutFile"/>.</summary>
internal sealed class LayoutReader(LocatedJson file)
{
    private const int MostBytes = 1 << 28;
    private const int MostEntries = 1 << 24;

    private readonly Dictionary<string, LocatedJson> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PacketLayout> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<PacketLayout, long> _leaves = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public ProtocolLayout Read()
    {
        string schema = file["schema"].String();
        if (schema != LayoutFile.Schema)
            throw file["schema"].Wrong($"the tables' schema is {LayoutFile.Schema}");
        IReadOnlyList<LocatedJson> packets = file["packets"].Items;
        foreach (LocatedJson packet in packets.Concat(file.Find("imported")?.Items ?? []))
        {
            if (!_written.TryAdd(ReferenceOf(packet), packet))
                throw packet.Wrong("another packet has the same name; a \"reference\" tells them apart");
        }

        string name = TextOf(file["name"]);
        ImmutableArray<PacketLayout> tables = [.. packets.Select(p => PacketOf(ReferenceOf(p), p))];
        LayoutRules.CheckDirections(tables, packets);
        return new ProtocolLayout(name, tables);
    }

    private static string ReferenceOf(LocatedJson packet) => (packet.Find("reference") ?? packet["name"]).Name();

    private PacketLayout PacketOf(string reference, LocatedJson place)
    {
        if (_read.TryGetValue(reference, out PacketLayout? read))
            return read;
        if (!_written.TryGetValue(reference, out LocatedJson? written))
            throw place.Wrong("no packet is called so");
        if (!_open.Add(reference) || _open.Count > LayoutRules.MostLevels)
            throw place.Wrong(FormattableString.Invariant($"packets hold each other, or stand more than {LayoutRules.MostLevels} within one another"));
        PacketLayout packet = Packet(written);
        _open.Remove(reference);
        LayoutRules.Check(packet, written);
        long leaves = packet.Fields.Sum(f => LeavesIn(f.Type));
        if (leaves > LayoutRules.MostLeaves)
            throw written.Wrong(FormattableString.Invariant($"it holds more than {LayoutRules.MostLeaves} fields"));
        _leaves.Add(packet, leaves);
        _read.Add(reference, packet);
        return packet;
    }

    private long LeavesIn(FieldType type) => 1 + (type.Packet is { } packet ? _leaves[packet] : type.Entry is { } entry ? LeavesIn(entry) : 0);

    private PacketLayout Packet(LocatedJson json)
    {
        PacketKind kind = json["kind"].Word<PacketKind>();
        bool isMessage = kind == PacketKind.Message;
        bool hasDirection = isMessage || kind == PacketKind.Header;
        List<FieldLayout> fields = [];
        foreach (LocatedJson field in json["fields"].Items)
        {
            FieldLayout row = Field(field);
            LayoutRules.Check(row, fields, kind, field);
            fields.Add(row);
        }

        return new PacketLayout
        {
            Name = NameOf(json["name"]),
            Summary = Text(json, "summary") ?? "",
            Kind = kind,
            Direction = hasDirection ? json["direction"].Word<PacketDirection>() : json.Find("direction")?.Word<PacketDirection>(),
            Code = isMessage ? (ushort)json["code"].Integer(0, ushort.MaxValue) : (ushort?)json.Find("code")?.Integer(0, ushort.MaxValue),
            WireLayout = json.Find("wire_layout") is { } layout ? NameOf(layout) : null,
            MinSize = json["min_size"].Integer(0, MostBytes),
            Size = json.Find("size")?.Integer(0, MostBytes),
            Align = Alignment(json),
            IsPaddingIgnored = Flag(json, "padding_ignored"),
            HasValidation = Flag(json, "own_rules"),
            Fields = [.. fields],
        };
    }

    private FieldLayout Field(LocatedJson json) => new()
    {
        Name = NameOf(json["name"]),
        Summary = Text(json, "summary") ?? "",
        Offset = json.Find("offset")?.Integer(0, MostBytes),
        Type = Type(json["type"]),
        Role = Word<FieldRole>(json, "role"),
        Measures = Name(json, "measures"),
        MeasuredBy = Name(json, "measured_by"),
        MeasuredByCount = Flag(json, "measured_by_count"),
        Adjust = Number(json, "adjust", -MostBytes, MostBytes),
        Bits = json.Find("bits") is { } bits
            ? new BitsLayout(bits["shift"].Integer(0, 63), bits["integer_size"].Integer(1, sizeof(ulong)), Flag(bits, "first"))
            : null,
        Prefix = json.Find("prefix") is { } prefix ? Prefix(prefix) : null,
        IsNulTerminated = Flag(json, "nul_terminated"),
        Constant = json.Find("constant") is { } constant ? [.. constant.Hex()] : default,
        PadBefore = Number(json, "pad_before", 0, MostEntries),
        Align = Alignment(json),
        IsPaddingIgnored = Flag(json, "padding_ignored"),
        When = Conditions(json, "when"),
        Until = Conditions(json, "until"),
        ChosenBy = Name(json, "chosen_by"),
        Cases = Integers(json, "cases"),
        IsOtherwise = Flag(json, "otherwise"),
        Checksum = json.Find("checksum") is { } checksum
            ? KnownChecksums.Find(TextOf(checksum["name"]), Name(checksum, "from"), Name(checksum, "to"))
            : null,
        IsComputed = Flag(json, "computed"),
        Min = json.Find("min")?.Real(),
        Max = json.Find("max")?.Real(),
        OneOf = Integers(json, "one_of"),
        Encryption = json.Find("encryption") is { } encryption ? Encryption(encryption) : null,
        SyntheticIv = Name(json, "synthetic_iv"),
    };

    private static PrefixLayout Prefix(LocatedJson json) => new()
    {
        IsCount = Flag(json, "count"),
        Width = json["width"].Integer(0, sizeof(ulong)),
        ByteOrder = Word<ByteOrder>(json, "byte_order"),
        Adjust = Number(json, "adjust", -MostBytes, MostBytes),
    };

    private EncryptionLayout Encryption(LocatedJson json) => new()
    {
        Role = NameOf(json["role"]),
        Iv = NameOf(json["iv"]),
        Padding = json["padding"].Word<CipherPadding>(),
        Plaintext = Plaintext(json["plaintext"]),
    };

    // What was deciphered is one value; where the tables say a packet, its bytes are shown.
    private FieldType Plaintext(LocatedJson json)
    {
        FieldType type = Type(json);
        return type.Kind is FieldKind.List or FieldKind.Sequence or FieldKind.Array or FieldKind.Union
            ? throw json["kind"].Wrong("a plaintext is one value")
            : type;
    }

    private FieldType Type(LocatedJson json)
    {
        var type = new FieldType
        {
            Kind = json["kind"].Word<FieldKind>(),
            Name = NameOf(json["name"]),
            Size = json.Find("size")?.Integer(0, MostBytes),
            ByteOrder = Word<ByteOrder>(json, "byte_order"),
            IsSecret = Flag(json, "secret"),
            Display = Word<BytesDisplay>(json, "display"),
            Terminated = Flag(json, "terminated"),
            Encoding = Word<TextEncoding>(json, "encoding"),
            IsLeb128 = Flag(json, "leb128"),
            Bits = Number(json, "bits", 0, 128),
            TimeUnit = Word<UnixTimeUnit>(json, "time_unit"),
            Count = Number(json, "count", 0, MostEntries),
            Packet = json.Find("packet") is { } packet ? PacketOf(packet.Name(), packet) : null,
            Entry = json.Find("entry") is { } entry ? Type(entry) : null,
            Members = Members(json),
            IsFlags = Flag(json, "flags"),
            IsClosed = Flag(json, "closed"),
        };
        LayoutRules.Check(type, json);
        return type;
    }

    private static ImmutableArray<EnumMember> Members(LocatedJson json) =>
        json.Find("members") is { } members ? [.. members.Items.Select(m => new EnumMember(NameOf(m["name"]), m["value"].Long()))] : [];

    private static ImmutableArray<ConditionLayout> Conditions(LocatedJson json, string name) => json.Find(name) is { } conditions
        ? [.. conditions.Items.Select(c => new ConditionLayout { Field = NameOf(c["field"]), Values = Integers(c, "values"), Mask = c.Find("mask")?.Long() ?? 0 })]
        : [];

    private static ImmutableArray<long> Integers(LocatedJson json, string name) =>
        json.Find(name) is { } values ? [.. values.Items.Select(v => v.Long())] : [];

    private static int Alignment(LocatedJson json)
    {
        int align = Number(json, "align", 0, MostEntries);
        return (align & (align - 1)) == 0 ? align : throw json["align"].Wrong("a power of two is needed here");
    }

    // Names reach the terminal as they are; what would drive it is no name.
    private static string NameOf(LocatedJson json) => json.Name() is var name && DisplayText.Escape(name) == name
        ? name
        : throw json.Wrong("a name without control characters is needed here");

    private static string TextOf(LocatedJson json) => DisplayText.Escape(json.String());

    private static string? Name(LocatedJson json, string name) => json.Find(name) is { } value ? NameOf(value) : null;

    private static string? Text(LocatedJson json, string name) => json.Find(name) is { } value ? TextOf(value) : null;

    private static bool Flag(LocatedJson json, string name) => json.Find(name)?.Boolean() ?? false;

    private static int Number(LocatedJson json, string name, int least, int most) => json.Find(name)?.Integer(least, most) ?? 0;

    private static TEnum Word<TEnum>(LocatedJson json, string name)
        where TEnum : struct, Enum => json.Find(name)?.Word<TEnum>() ?? default;
}
