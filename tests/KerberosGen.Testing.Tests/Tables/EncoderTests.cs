using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Tests.Tables;

/// <summary>Bytes worked out by hand from what the words of the language mean.</summary>
public sealed class EncoderTests
{
    [Fact]
    public void Integers_take_their_width_in_their_order() => Writes(
        "Integers",
        "010000" + "fffffe" + "02000000000000000000000000000000" + "feffffffffffffff",
        ("u24", 1),
        ("i24", -2),
        ("u128", 2),
        ("i64", -2));

    [Fact]
    public void Leb128_takes_seven_bits_a_byte()
    {
        Writes("Leb128", "e58e26" + "c0bb78" + "05", ("unsigned", 624485), ("signed", -123456), ("last", 5));
        Writes("Leb128", "80 01 ff 00 00", ("unsigned", 128), ("signed", 127), ("last", 0));
        Writes("Leb128", "7f 40 00", ("unsigned", 127), ("signed", -64), ("last", 0));
    }

    [Theory]
    [InlineData("80 00 00 00")]
    [InlineData("ff ff ff ff ff ff ff ff ff 02 00 00")]
    [InlineData("00 80 00 00")]
    [InlineData("00 ff ff ff ff 0f 00")]
    public void Leb128_has_one_spelling(string hex) =>
        Assert.Equal(InvalidReason.BadLeb128, LayoutDecoder.Decode(Words.Find("Leb128"), Hex(hex)).Reason);

    [Fact]
    public void A_big_endian_integer_has_its_first_bits_on_top() => Writes("BigEndianBits", "1ab2 07", ("a", 1), ("b", 0xAB), ("c", 2), ("behind", 7));

    [Fact]
    public void A_little_endian_integer_has_its_first_bits_at_the_bottom() => Writes("LittleEndianBits", "b12a 07", ("a", 1), ("b", 0xAB), ("c", 2), ("behind", 7));

    [Fact]
    public void Padding_stands_in_front_of_a_field_and_at_the_end()
    {
        PacketModel model = Model("Padded", ("first", 1), ("behind_two", 2), ("aligned", 3)).With("text", Bytes("68 69"));
        Assert.Equal("01 0000 02 0300 686900 00000000000000"[..].Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(LayoutEncoder.Encode(model)));
        Assert.Equal(InvalidReason.NonZeroPadding, LayoutDecoder.Decode(model.Layout, Hex("01 0001 02 0300 00 00")).Reason);
    }

    [Fact]
    public void Prefixes_count_bytes_or_entries_and_perhaps_themselves()
    {
        PacketModel model = Model("Prefixes")
            .With("short", Bytes("aa"))
            .With("inclusive", Bytes("bb cc"))
            .With("leb", Bytes(new string('0', 400)))
            .With("points", new EntriesModel([Point(1, -1), Point(2, 3)]))
            .With("entries", new EntriesModel([Entry("61", 300)]));
        Assert.Equal(
            "01aa" + "0004bbcc" + "c801" + new string('0', 400) + "02" + "01ff" + "0203" + "040000" + "6100ac02",
            Convert.ToHexStringLower(LayoutEncoder.Encode(model)));
        Assert.False(LayoutEncoder.TryEncode(model.With("short", Bytes(new string('0', 512))), out _, out string problem));
        Assert.Equal("Prefixes.short does not fit its prefix of 1 bytes", problem);
    }

    [Fact]
    public void Lengths_and_counts_come_from_what_they_measure() => WritesModel(
        Model("Measured")
            .With("points", new EntriesModel([Point(1, -1), Point(2, 3)]))
            .With("array", new EntriesModel([new NumberModel(1), new NumberModel(2), new NumberModel(3)]))
            .With("entries", new EntriesModel([Entry("", 1)])),
        "05" + "0100" + "01ff0203" + "010002000300" + "0001");

    [Fact]
    public void A_field_is_there_while_its_conditions_hold()
    {
        PacketModel none = LayoutDecoder.Decode(Words.Find("Optional"), Hex("00")).Model!;
        Assert.All(none.Fields.Skip(1), field => Assert.Null(field.Value));
        // The absent kind is 0, and that is one of the values that bring the body.
        PacketModel body = LayoutDecoder.Decode(Words.Find("Optional"), Hex("01 6100 05")).Model!;
        Assert.Equal("Entry", Assert.IsType<PacketModel>(body["body"]).Layout.Name);
        PacketModel all = LayoutDecoder.Decode(Words.Find("Optional"), Hex("07 0500 00 01 eeff")).Model!;
        WritesModel(all, "07 0500 00 01 eeff");
        Assert.Null(LayoutDecoder.Decode(Words.Find("Optional"), Hex("03 0600 eeff")).Model!["body"]);
    }

    [Fact]
    public void A_sequence_ends_behind_its_last_entry()
    {
        // "dns.a" and type 28, as on the wire.
        const string Wire = "03 646e73 01 61 00 1c00";
        DecodedModel name = LayoutDecoder.Decode(Words.Find("Name"), Hex(Wire + "ffff"));
        Assert.Equal(9, name.Consumed);
        Assert.Equal(3, Assert.IsType<EntriesModel>(name.Model!["labels"]).Entries.Length);
        WritesModel(name.Model, Wire);
    }

    [Fact]
    public void A_union_holds_the_chosen_case()
    {
        const string Number = "01 04 78563412 02 0900";
        PacketModel model = LayoutDecoder.Decode(Words.Find("Chosen"), Hex(Number)).Model!;
        Assert.Equal("number", Assert.IsType<CaseModel>(model["choice"]).Case.Name);
        WritesModel(model, Number);
        PacketModel unknown = LayoutDecoder.Decode(Words.Find("Chosen"), Hex("c8 03 010203 07 02 aabb")).Model!;
        Assert.Equal("unknown", Assert.IsType<CaseModel>(unknown["choice"]).Case.Name);
        WritesModel(unknown, "c8 03 010203 07 02 aabb");
        Assert.Equal(InvalidReason.UnknownCase, LayoutDecoder.Decode(Words.Find("Chosen"), Hex("c8 00 03 0000")).Reason);
        Assert.Equal(InvalidReason.TrailingBytes, LayoutDecoder.Decode(Words.Find("Chosen"), Hex("01 05 0000000000 02 0000")).Reason);
    }

    [Fact]
    public void Checksums_cover_what_they_say_and_the_size_is_the_packets()
    {
        PacketModel model = Model("Summed", ("id", 0x0201), ("end", 7)).With("content", Bytes("313233"));
        byte[] bytes = LayoutEncoder.Encode(model);
        // The ones' complement of 000d + 0102, and a CRC-32 of everything from the id to itself.
        byte[] summed = Hex("0102 fef0 313233 0700");
        Assert.Equal("000d" + Convert.ToHexStringLower(summed), Convert.ToHexStringLower(bytes[..11]));
        var crc = default(Crc32);
        crc.Append(summed);
        Assert.Equal((uint)crc.Value, BitConverter.ToUInt32(bytes, 11));
        Assert.Equal(UnpackStatus.Done, LayoutDecoder.Decode(model.Layout, [.. bytes, 0xEE]).Status);
        bytes[7] ^= 1;
        Assert.Equal(InvalidReason.WrongChecksum, LayoutDecoder.Decode(model.Layout, bytes).Reason);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var thrown = Assert.Throws<ArgumentException>(() => LayoutEncoder.Encode(Model("BigEndianBits", ("a", 16))));
        Assert.StartsWith("BigEndianBits.a cannot hold 16", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LayoutEncoder.Encode(Model("Padded").With("text", Bytes("6100"))));
        Assert.StartsWith("Integers has no field 'u25'", Assert.Throws<ArgumentException>(() => Model("Integers").With("u25", 0)).Message, StringComparison.Ordinal);
    }

    private static void Writes(string layout, string hex, params (string Field, long Value)[] values) => WritesModel(Model(layout, values), hex);

    private static void WritesModel(PacketModel? model, string hex)
    {
        byte[] bytes = Hex(hex);
        Assert.Equal(Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(LayoutEncoder.Encode(model!)));
        DecodedModel decoded = LayoutDecoder.Decode(model!.Layout, bytes);
        Assert.Equal((UnpackStatus.Done, bytes.Length), (decoded.Status, decoded.Consumed));
        Assert.Equal(bytes, LayoutEncoder.Encode(decoded.Model!));
    }

    private static PacketModel Model(string layout, params (string Field, long Value)[] values) =>
        values.Aggregate(Empty(Words.Find(layout)), static (model, value) => model.With(value.Field, value.Value));

    private static PacketModel Empty(PacketLayout layout) => new(layout, [.. layout.Fields.Select(field => new FieldModel(field, EmptyOf(field.Type)))]);

    private static ValueModel EmptyOf(FieldType type) => type.Kind switch
    {
        FieldKind.Bytes or FieldKind.Text or FieldKind.Guid => new BytesModel([.. new byte[type.Size ?? 0]]),
        FieldKind.List or FieldKind.Sequence or FieldKind.Array => new EntriesModel([]),
        FieldKind.Packet => Empty(type.Packet!),
        _ => new NumberModel(0),
    };

    private static PacketModel Point(long x, long y) => Empty(Words.Point).With("x", x).With("y", y);

    private static PacketModel Entry(string name, long value) => Empty(Words.Entry).With("name", Bytes(name)).With("value", value);

    private static BytesModel Bytes(string hex) => new([.. Hex(hex)]);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
