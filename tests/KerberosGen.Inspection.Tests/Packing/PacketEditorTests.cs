using System.Text.Json;
using FsCheck.Xunit;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Inspector;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Packing;

public sealed class PacketEditorTests
{
    private static readonly ProtocolLayout WordsProtocol = Words.PacketCatalog.Layout;

    [Property(MaxTest = 40)]
    public void A_field_that_is_set_to_what_it_is_leaves_the_packet_as_it_is(int seed)
    {
        foreach ((Func<Random, WordSample> make, int i) in WordSamples.All.Select((make, i) => (make, i)))
        {
            WordSample sample = make(new Random(unchecked((seed * 31) + i)));
            DecodedPacket packet = Decode(sample.Layout.Name, sample.Bytes);
            foreach (DecodedField leaf in packet.Leaves().Where(f => f.Part == FieldPart.Value && f.Type.Kind != FieldKind.Float))
                Assert.Equal(Convert.ToHexStringLower(sample.Bytes), Convert.ToHexStringLower(Edit(packet, false, (leaf.Path, TextOf(packet, leaf)))));
        }
    }

    [Property(MaxTest = 40)]
    public void Bytes_of_another_length_leave_nothing_wrong_with_the_packet(int seed)
    {
        var random = new Random(seed);
        foreach (Func<Random, WordSample> make in WordSamples.All)
        {
            WordSample sample = make(random);
            DecodedPacket packet = Decode(sample.Layout.Name, sample.Bytes);
            // A value that only the declaration can compute, and an entry that would end its list, are for the person who sets them.
            foreach (DecodedField leaf in packet.Leaves().Where(f => f is { Part: FieldPart.Value, Type: { Kind: FieldKind.Bytes or FieldKind.Text, Size: null } } && sample.Layout.Name != "Block"))
            {
                string value = leaf.Type.Kind == FieldKind.Bytes ? "a1b2c3d4e5f6"[..(2 * random.Next(7))] : "abcdef"[..random.Next(7)];
                DecodedPacket edited = Decode(sample.Layout.Name, Edit(packet, false, (leaf.Path, value)));

                Assert.True(edited.Findings.Count == 0, $"{sample}: {leaf.Path} = {value}: {Convert.ToHexStringLower(edited.Bytes.Span)} {string.Join("; ", edited.Findings)}");
                Assert.Equal(value, Value.Of(edited.Leaves().First(f => f.Path == leaf.Path)));
            }
        }
    }

    [Fact]
    public void Lengths_counts_the_payload_size_and_checksums_follow_unless_they_are_kept_or_named()
    {
        DecodedPacket packet = Decode("Sums", Convert.FromHexString("0001" + "0000" + "02aabb" + "00000000" + "000000"));
        DecodedPacket right = Decode("Sums", Edit(packet, false, ("body", "aabbcc")));
        byte[] kept = Edit(packet, true, ("body", "aabbcc"));
        byte[] named = Edit(packet, false, ("body", "aabbcc"), ("crc", "0x01020304"));

        Assert.Empty(right.Findings);
        Assert.Equal("0001" + "0000" + "02aabbcc" + "00000000" + "000000", Convert.ToHexStringLower(kept));
        Assert.Equal("01020304", Convert.ToHexStringLower(named)[16..24]);

        DecodedPacket message = Vector.DecodePcap(Vector.SessionPcap()).First(p => p.Code == 1029);
        DecodedPacket longer = new PacketDecoder(Vector.Protocol).Decode(Edit(message, false, ("content", new string('0', 128))), PacketDirection.Request);
        Assert.Equal((DecodeStatus.Ok, 64UL, 84UL), (longer.Status, longer["message_size"]!.Number, longer.Header[^1].Number));
        DecodedPacket header = new PacketDecoder(Vector.Protocol).Decode(Edit(message, false, ("header.payload_size", "99")), PacketDirection.Request);
        Assert.Equal(99UL, header.Header[^1].Number);
    }

    [Fact]
    public void Fields_come_and_go_with_what_says_that_they_are_there()
    {
        DecodedPacket packet = Decode("Optional", Edit(Decode("Optional", Convert.FromHexString("0100" + "00000007" + "00")), false, ("access", "Write"), ("name", "bob")));
        Assert.Equal("0200" + "03626f62" + "00", Convert.ToHexStringLower(packet.Bytes.Span));

        PackingException exception = Assert.Throws<PackingException>(() => Edit(packet, false, ("access", "Read")));
        Assert.Equal("KGI164 fields.time is missing: Optional takes it (uint)", exception.Message);
        exception = Assert.Throws<PackingException>(() => Edit(packet, false, ("access", "None"), ("name", "x")));
        Assert.Equal(FindingIds.NotThere, exception.Id);

        DecodedPacket figure = Decode("Figure", [2, 1, 0, 0, 0, 9]);
        Assert.Equal("010102" + "09", Convert.ToHexStringLower(Edit(figure, false, ("kind", "1"), ("shape.point.x", "1"), ("shape.point.y", "Green"))));
        Assert.Equal(FindingIds.NotThere, Assert.Throws<PackingException>(() => Edit(figure, false, ("kind", "1"))).Id);
    }

    [Fact]
    public void Entries_are_set_added_and_replaced()
    {
        DecodedPacket list = Decode("Sequences", Convert.FromHexString("0105" + "01aa" + "0000" + "0000"));

        Assert.Equal("0207" + "01aa" + "09" + "00" + "0000" + "0000", Convert.ToHexStringLower(Edit(list, false, ("counted[0].kind", "7"), ("counted[1]", """{"kind": 9, "value": ""}"""))));
        Assert.Equal("00" + "0000" + "0000", Convert.ToHexStringLower(Edit(list, false, ("counted", "[]"))));
        Assert.False(Editor(false, ("counted[2].kind", "1")).Fits(list));
        Assert.False(Editor(false, ("counter", "1")).Fits(list));
    }

    [Fact]
    public void Bytes_that_no_value_says_stay_and_a_broken_packet_is_changed_in_place()
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        registration[23 + 200] = 1;
        registration[19] = 7;
        DecodedPacket packet = new PacketDecoder(Vector.Protocol).Decode(registration, PacketDirection.Request);
        byte[] edited = Edit(packet, true, ("header.version", "25"));
        registration[16] = 25;
        Assert.Equal(registration, edited);

        DecodedPacket cut = Decode("Texts", Convert.FromHexString("6162"));
        Assert.Equal(DecodeStatus.Partial, cut.Status);
        Assert.Throws<PackingException>(() => Edit(cut, false, ("name", "x")));
    }

    [Fact]
    public void A_secret_is_only_taken_from_a_file_and_never_told()
    {
        DecodedPacket packet = new PacketDecoder(Vector.Protocol).Decode(Vector.Golden[0].Bytes, PacketDirection.Request);
        PackingException exception = Assert.Throws<PackingException>(() => Edit(packet, false, ("password", "hunter2")));
        Assert.Equal("KGI162 password is a secret, which no command line should show; name a file that holds it: password=@FILE", exception.Message);

        Assert.True(FieldAssignment.TryParse("password=@file", out FieldAssignment assignment, out _));
        byte[] edited = new PacketEditor([assignment.From("hunter2\n")], keepsLengths: false).Edit(packet);
        Assert.Equal("hunter2", new PacketDecoder(Vector.Protocol).Decode(edited, PacketDirection.Request)["password"]!.Text);
    }

    [Fact]
    public void A_plaintext_is_sealed_again_with_the_key_that_opened_the_one_before()
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> session = Vector.DecodePcap(Vector.SessionPcap(), keys);
        DecodedPacket message = session.First(p => p.Code == 1029);
        Assert.True(FieldAssignment.TryParse("content#plaintext=alice: quite another thing", out FieldAssignment assignment, out _));
        var editor = new PacketEditor([assignment], keepsLengths: false, keys);

        Assert.True(editor.Fits(message));
        Assert.False(editor.Fits(session[0]));
        DecodedPacket edited = new PacketDecoder(Vector.Protocol, keys).Decode(editor.Edit(message), PacketDirection.Request);

        Assert.Equal((DecodeStatus.Ok, "alice: quite another thing"), (edited.Status, edited["content"]!.Decryption!.Plaintext!.Text));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("=x")]
    [InlineData("a..b=x")]
    [InlineData("a[b]=x")]
    [InlineData("a[-1]=x")]
    public void What_sets_nothing_is_refused(string text) => Assert.False(FieldAssignment.TryParse(text, out _, out _));

    private static DecodedPacket Decode(string name, byte[] bytes) =>
        new PacketDecoder(WordsProtocol).DecodeStructure(bytes, WordsProtocol.Packets.Single(p => p.Name == name));

    private static byte[] Edit(DecodedPacket packet, bool keepsLengths, params (string Path, string Value)[] values) => Editor(keepsLengths, values).Edit(packet);

    private static PacketEditor Editor(bool keepsLengths, params (string Path, string Value)[] values) =>
        new([.. values.Select(v => FieldAssignment.TryParse($"{v.Path}={v.Value}", out FieldAssignment parsed, out _) ? Known(parsed, v.Path) : throw new ArgumentException(v.Path))], keepsLengths);

    // The words' own secrets are set as if from a file.
    private static FieldAssignment Known(FieldAssignment assignment, string path) =>
        path is "number" or "hidden" or "bytes" or "pin" or "level" || path.StartsWith("points", StringComparison.Ordinal) ? assignment.From(assignment.Value) : assignment;

    private static string TextOf(DecodedPacket packet, DecodedField leaf)
    {
        JsonElement value = JsonDocument.Parse(RoundTrip.Json([packet])).RootElement.GetProperty("fields");
        foreach (string step in leaf.Path.Split('.', '['))
            value = step.EndsWith(']') ? value[int.Parse(step[..^1], null)] : value.GetProperty(step);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
