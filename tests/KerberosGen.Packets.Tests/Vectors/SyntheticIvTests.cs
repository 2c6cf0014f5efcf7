using System.Diagnostics;
using System.Globalization;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Packets.Tests.Vectors;

/// <summary>Synthetic IVs: packets that openssl and python3 made from the rule alone, and every way to alter one by a bit.</summary>
public sealed class SyntheticIvTests
{
    public static TheoryData<int, string> Rows => VectorFile.SyntheticIvs.Rows;

    public static TheoryData<string> Labels => [.. KnownLabels];

    private static IEnumerable<string> KnownLabels => VectorFile.SyntheticIvs.Packets.Select(vector => vector.Label).Distinct();

    [Fact]
    public void There_is_a_vector_of_every_packet_with_a_synthetic_iv()
    {
        IEnumerable<string> wanted = PacketCatalog.Layout.Packets
            .Where(packet => packet.Fields.Any(field => field.SyntheticIv is not null))
            .Select(packet => NameOf(packet));
        string[] missing = [.. wanted.Except(KnownLabels)];
        Assert.True(missing.Length == 0, $"No independent vector of {string.Join(", ", missing)}: add it to Vectors/make_synthetic_iv_vectors.py and run that.");
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_declaration_says_the_label(int row, string packet)
    {
        FieldLayout iv = PacketCatalog.Layout.Packets.Single(layout => NameOf(layout) == packet).Fields.Single(field => field.SyntheticIv is not null);
        Assert.Equal(VectorFile.SyntheticIvs.Packets[row].Text("label"), iv.SyntheticIv);
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_seals_to_exactly_those_bytes(int row, string label)
    {
        PacketVector vector = Vector(row, label);
        using var cipher = new AesCbc(vector.Hex("key_hex"));
        using var mac = new AesCmac(vector.Hex("mac_key_hex"));
        for (int i = 0; i < 2; i++)
            Assert.Equal(Convert.ToHexStringLower(vector.Bytes), Convert.ToHexStringLower(SyntheticIvPacking.Pack(vector, cipher, mac)));
    }

    [Theory, MemberData(nameof(Rows))]
    public void It_opens_authenticated(int row, string label)
    {
        PacketVector vector = Vector(row, label);
        Assert.Equal(Opening.Authenticated, Open(vector, vector.Bytes, vector.Hex("associated_hex"), out string[] plaintexts));
        Assert.Equal(OpenedPacket.PlaintextsOf(vector), plaintexts);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Under_the_key_of_another_label_it_opens_unauthenticated(int row, string label)
    {
        PacketVector vector = Vector(row, label);
        using var cipher = new AesCbc(vector.Hex("key_hex"));
        using var mac = new AesCmac(vector.Hex("key_hex"));
        OpenedPacket opened = OpenedPacket.Read(label, vector.Bytes, cipher, mac, vector.Hex("associated_hex"));
        Assert.Equal(Opening.Unauthenticated, opened.Opening);
        Assert.Equal(OpenedPacket.PlaintextsOf(vector), opened.Plaintexts);
    }

    [Theory, MemberData(nameof(Labels))]
    public void No_bit_of_it_can_be_altered(string label)
    {
        PacketVector vector = OneOf(label);
        byte[] associated = vector.Hex("associated_hex");
        AssertEveryBit(vector.Bytes, altered => Open(vector, altered, associated, out _));
    }

    [Theory, MemberData(nameof(Labels))]
    public void It_belongs_nowhere_else(string label)
    {
        PacketVector vector = OneOf(label);
        byte[] associated = vector.Hex("associated_hex");
        AssertEveryBit(associated, altered => Open(vector, vector.Bytes, altered, out _));
        Assert.Equal(Opening.Unauthenticated, Open(vector, vector.Bytes, [.. associated, 0], out _));
        if (associated.Length > 0)
            Assert.Equal(Opening.Unauthenticated, Open(vector, vector.Bytes, associated[..^1], out _));
    }

    [Theory]
    [InlineData("1029")]
    [InlineData("1030")]
    [InlineData("1606")]
    public void Blocks_cut_off_or_put_in_are_seen(string label)
    {
        PacketVector vector = VectorFile.SyntheticIvs.Packets.Last(v => v.Label == label && v.Text("plaintext").Length is > 30 and < 200);
        int headerSize = label == "1606" ? ResponseHeader.Size : RequestHeader.Size;
        int lengthAt = label switch { "1029" => 0, "1030" => 24, _ => 49 };
        int contentAt = headerSize + (label switch { "1029" => 20, "1030" => 26, _ => 53 });
        byte[] content = vector.Bytes[contentAt..];
        byte[][] contents = [[], content[..^16], content[16..], [.. content, .. content[..16]], [.. content, .. content[^16..]], [.. content[16..32], .. content[..16], .. content[32..]]];
        foreach (byte[] other in contents)
        {
            byte[] wire = [.. vector.Bytes[..contentAt], .. other];
            BitConverter.TryWriteBytes(wire.AsSpan(headerSize - 4), wire.Length - headerSize);
            BitConverter.TryWriteBytes(wire.AsSpan(headerSize + lengthAt), (ushort)other.Length);
            Assert.NotEqual(Opening.Authenticated, Open(vector, wire, vector.Hex("associated_hex"), out _));
        }
    }

    [Fact]
    public void The_script_makes_the_file_again()
    {
        var start = new ProcessStartInfo("python3", [VectorFile.PathOf("make_synthetic_iv_vectors.py")])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using Process script = Process.Start(start)!;
        string made = script.StandardOutput.ReadToEnd();
        script.WaitForExit();
        Assert.Equal(0, script.ExitCode);
        Assert.Equal(File.ReadAllText(VectorFile.PathOf("synthetic_iv_packets.json")), made);
    }

    private static string NameOf(PacketLayout packet) => packet.Code?.ToString(CultureInfo.InvariantCulture) ?? packet.Name;

    private static PacketVector Vector(int row, string label)
    {
        PacketVector vector = VectorFile.SyntheticIvs.Packets[row];
        Assert.Equal(label, vector.Label);
        return vector;
    }

    // The second: its text, where it has one, is a byte, and its count is not 0.
    private static PacketVector OneOf(string label) => VectorFile.SyntheticIvs.Packets.Where(vector => vector.Label == label).ElementAt(1);

    private static Opening Open(PacketVector vector, byte[] wire, byte[] associated, out string[] plaintexts)
    {
        using var cipher = new AesCbc(vector.Hex("key_hex"));
        using var mac = new AesCmac(vector.Hex("mac_key_hex"));
        OpenedPacket opened = OpenedPacket.Read(vector.Label, wire, cipher, mac, associated);
        plaintexts = opened.Plaintexts;
        return opened.Opening;
    }

    private static void AssertEveryBit(byte[] bytes, Func<byte[], Opening> open)
    {
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] altered = [.. bytes];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(open(altered) == Opening.Authenticated, $"Bit {bit % 8} of byte {bit / 8} can be altered.");
        }
    }
}
