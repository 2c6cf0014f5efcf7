using System.Globalization;
using KerberosGen.Generator.Tests.Running;
using KerberosGen.Generator.Tests.WireChanges;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.SpecFirst;

/// <summary>A packet that is written in <c>packets.spec</c> alone is what it would be as a declaration.</summary>
public sealed class SpecFirstTests
{
    private const string Vocabulary = """
        namespace Shop;
        [FixedBytes(8)] public readonly partial struct Nonce;
        [FixedBytes(4)] public readonly partial struct Magic;
        public enum Colour : byte { Red = 1, Green = 2 }
        public enum Wide : uint { One = 1 }
        [Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
        [Packet] public partial struct Point { public short X; public short Y; }
        [Packet] public ref partial struct Line { [LengthPrefix(1)] public ReadOnlySpan<byte> Words; }
        [Union] public ref partial struct Body { [Case(1)] public Point Point; [Otherwise] public ReadOnlySpan<byte> Rest; }

        """;

    public static TheoryData<string, string> Declarations => new()
    {
        { "[Packet] public partial struct Greeting", "public Nonce Nonce; public ushort Count; [BigEndian] public long Time;" },
        { "[Request(7)] public ref partial struct Greeting", "[LengthOf(nameof(Content), Adjust = 2)] public uint Length; public ReadOnlySpan<byte> Content;" },
        { "[Packet] public ref partial struct Greeting", "[CountOf(nameof(Points))] public byte Count; public PacketList<Point> Points; [Text] public ReadOnlySpan<byte> Rest;" },
        { "[Packet] public partial struct Greeting", "[Width(3)] public uint Small; [Width(3), BigEndian] public int Signed; public Colour Colour; [Width(2)] public Wide Wide; public bool Flag;" },
        { "[Packet] public partial struct Greeting", "public Half A; [BigEndian] public float B; public double C; public Guid D; [UnixTime(UnixTimeUnit.Seconds), Width(4)] public DateTimeOffset E; [UnixTime(UnixTimeUnit.Milliseconds), BigEndian] public DateTimeOffset F; public UInt128 G;" },
        { "[Packet] public partial struct Greeting", "[Bits(4)] public byte High; [Bits(4)] public Colour Low; [Bits(1, NewInteger = true)] public bool Flag; [Bits(15)] public ushort Rest;" },
        { "[Packet] public partial struct Greeting", "[Constant(0x4b47)] public ushort Magic; [Constant(new byte[] { 1, 2, 3, 4 })] public Magic Bytes; [Range(1, 5)] public byte Level; [OneOf(1, 2)] public uint Kind; [Closed] public Colour Colour; [Range(-0.5, 2.5)] public double Ratio;" },
        { "[Packet] public partial struct Greeting", "public byte Flags; public bool Has; [WhenFlag(nameof(Flags), 1)] public uint Extra; [When(nameof(Has), true)] public ulong More; [When(nameof(Flags), 2, 3), PadBefore(3)] public byte Last;" },
        { "[Packet] public ref partial struct Greeting", "public byte Kind; [ChosenBy(nameof(Kind))] public Body Body;" },
        { "[Packet] public ref partial struct Greeting", "[LengthPrefix(2), BigEndian, Text(TextEncoding.Latin1)] public ReadOnlySpan<byte> Name; [NulTerminated, Text(TextEncoding.Ascii)] public ReadOnlySpan<byte> Path; [CountPrefix(KerberosGen.Prefix.Leb128)] public PacketSequence<Line> Lines;" },
        { "[Packet] public partial struct Greeting", "[Leb128] public uint Many; [Leb128] public long Signed; [Checksum<Crc32>(From = nameof(Many), To = nameof(Signed))] public uint Sum; [Checksum<Crc16>] public ushort Short;" },
        { "[Packet, Align(4)] public partial struct Greeting", "public byte A; [Align(4)] public uint B; public byte C;" },
        { "[Packet] public ref partial struct Greeting", "[PacketLength(Adjust = -4)] public uint Length; public Line Line; public ReadOnlySpan<byte> Rest;" },
        { "[Union] public ref partial struct Greeting", "[Case(1, 2)] public Point Point; [Case(3)] public uint Number; [Otherwise] public ReadOnlySpan<byte> Rest;" },
        { "[Header(PacketDirection.Response)] public partial struct Greeting", "public byte Version; [Code] public ushort Code; [PayloadSize] public uint Size1;" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Fields_of_the_file_are_the_fields_of_a_declaration(string declaration, string fields)
    {
        string spec = DeclaredSpec.Of("Shop", Vocabulary + $"{declaration} {{ {fields} }}");
        string open = declaration.Replace(", Align(4)", "", StringComparison.Ordinal).Replace("ref ", "", StringComparison.Ordinal);

        GeneratorRun run = GeneratorRun.WithSpec(spec, "error", Vocabulary + open + ";");

        run.AssertCompiles();
        Assert.Equal(spec, DeclaredSpec.Of(run, "Shop"));
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_generator_and_the_emitted_tables_say_the_same_of_every_word(string declaration, string fields)
    {
        GeneratorRun run = GeneratorRun.Of(Vocabulary + $"{declaration} {{ {fields} }}");
        Type catalog = System.Reflection.Assembly.Load(run.Compile()).GetType("Shop.PacketCatalog", throwOnError: true)!;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new SpecWriter(text).Write((ProtocolLayout)catalog.GetProperty("Layout")!.GetValue(null)!);

        Assert.Equal(TablesOf(text.ToString()), TablesOf(DeclaredSpec.Of(run, "Shop")));
    }

    // The generator knows of every declared type, an emitted table only of those in it.
    private static string TablesOf(string spec) => spec.Split("\n\nTypes\n")[0].TrimEnd();

    [Fact]
    public void What_contains_such_a_packet_knows_its_size()
    {
        const string Around = "[Packet] public partial struct Envelope { public byte Version; public Greeting Greeting; } [Packet] public ref partial struct Many { public PacketList<Greeting> All; }";
        string spec = DeclaredSpec.Of("Shop", Vocabulary + "[Packet] public partial struct Greeting { public Nonce Nonce; public ushort Count; }" + Around);

        GeneratorRun run = GeneratorRun.WithSpec(spec, "error", Vocabulary + "[Packet] public partial struct Greeting;" + Around);

        run.AssertCompiles();
        Assert.Contains("public const int Size = 11;", run.Files["Shop.Envelope.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_use_of_a_row_is_the_documentation_of_its_field()
    {
        string spec = DeclaredSpec.Of("Shop", Vocabulary + "[Packet] public partial struct Greeting { /// <summary>Random &lt;bytes&gt;.</summary>\npublic Nonce Nonce; }");

        GeneratorRun run = GeneratorRun.WithSpec(spec, "error", Vocabulary + "[Packet] public partial struct Greeting;");

        Assert.Contains("/// <summary>Random &lt;bytes&gt;.</summary>\n    public Nonce Nonce;\n", run.Files["Shop.Greeting.Fields.g.cs"], StringComparison.Ordinal);
        Assert.Equal(spec, DeclaredSpec.Of(run, "Shop"));
    }

    [Fact]
    public void An_empty_message_without_rows_stays_empty()
    {
        const string Open = "[Request(9)] public partial struct Bye;";
        GeneratorRun run = GeneratorRun.WithSpec(DeclaredSpec.Of("Shop", Vocabulary + Open), "error", Vocabulary + Open);

        run.AssertCompiles();
        Assert.DoesNotContain(run.Files.Keys, name => name.EndsWith(".Fields.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonce  Nonce       0     8", "nonce  Nonce       0     9", "KG0063 Greeting: packets.spec gives Nonce 9 bytes, the struct 8")]
    [InlineData("nonce  Nonce       0     8", "nonce  4 x u16     0     8", "KG0071 'Greeting' takes its fields from packets.spec, which does not say enough of 'nonce' (4 x u16): declare the fields of 'Greeting' in the struct")]
    [InlineData("[one of 1, 2]", "[one of 1, 70000]", "KG0034 [OneOf] on 'Count' has the value 70000, which 'ushort' cannot hold here")]
    [InlineData("[one of 1, 2]", "[computed]", "KG0071 'Greeting' takes its fields from packets.spec, which does not say enough of 'count' (u16 [computed]): declare the fields of 'Greeting' in the struct")]
    public void A_mistake_in_the_file_is_told_at_its_row(string before, string after, string message)
    {
        string spec = DeclaredSpec.Of("Shop", Vocabulary + "[Packet] public partial struct Greeting { public Nonce Nonce; [OneOf(1, 2)] public ushort Count; }");
        Assert.Contains(before, spec, StringComparison.Ordinal);

        GeneratorRun run = GeneratorRun.WithSpec(spec.Replace(before, after, StringComparison.Ordinal), null, Vocabulary + "[Packet] public partial struct Greeting;");

        run.AssertDidNotThrow();
        Diagnostic told = Assert.Single(run.Reported);
        Assert.Equal(message, $"{told.Id} {told.GetMessage(CultureInfo.InvariantCulture)}");
        FileLinePositionSpan line = told.Location.GetLineSpan();
        string row = (told.Location.IsInSource ? told.AdditionalLocations[0].GetLineSpan() : line) is { Path: "/shop/packets.spec" } inFile
            ? spec.Split('\n')[inFile.StartLinePosition.Line] : "";
        Assert.Contains(before, row, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synthetic_IV_is_not_blamed_for_an_encrypted_field_that_the_file_says_not_enough_of()
    {
        const string Types = "[FixedBytes(16)] public readonly partial struct Iv; [FixedBytes(16)] public readonly partial struct Sealed; public enum Role { Server }";
        string spec = DeclaredSpec.Of("Shop", Vocabulary + Types + "[Packet] public partial struct Greeting { [SyntheticIv(\"greeting\")] public Iv Iv; [Encrypted<Role>(Role.Server, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Nonce; }");
        Assert.Contains("[synthetic: greeting]", spec, StringComparison.Ordinal);

        GeneratorRun run = GeneratorRun.WithSpec(spec, null, Vocabulary + Types + "[Packet] public partial struct Greeting;");

        run.AssertDidNotThrow();
        Assert.Equal("KG0071", Assert.Single(run.Reported).Id);
        Assert.Contains("[SyntheticIv(\"greeting\")] public Iv Iv;", run.Files["Shop.Greeting.Fields.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_of_a_synthetic_IV_stands_in_the_emitted_table()
    {
        GeneratorRun run = GeneratorRun.Of(Vocabulary + "[FixedBytes(16)] public readonly partial struct Iv; public enum Role { Server } [Packet] public ref partial struct Greeting { [SyntheticIv(\"v2.greeting\")] public Iv Iv; [Encrypted<Role>(Role.Server, Iv = nameof(Iv))] public ReadOnlySpan<byte> Text; }");
        Type catalog = System.Reflection.Assembly.Load(run.Compile()).GetType("Shop.PacketCatalog", throwOnError: true)!;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new SpecWriter(text).Write((ProtocolLayout)catalog.GetProperty("Layout")!.GetValue(null)!);

        Assert.Equal(TablesOf(text.ToString()), TablesOf(DeclaredSpec.Of(run, "Shop")));
        Assert.Contains("[synthetic: v2.greeting]", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_does_not_exist_is_the_compilers_error_at_its_row()
    {
        string spec = DeclaredSpec.Of("Shop", Vocabulary + "[Packet] public partial struct Greeting { public Nonce Nonce; }");

        GeneratorRun run = GeneratorRun.WithSpec(spec.Replace("nonce  Nonce ", "nonce  Noise ", StringComparison.Ordinal), null, Vocabulary + "[Packet] public partial struct Greeting;");

        run.AssertDidNotThrow();
        Diagnostic told = Assert.Single(run.Problems);
        Assert.Equal("CS0246", told.Id);
        FileLinePositionSpan row = told.Location.GetMappedLineSpan();
        Assert.Equal("/shop/packets.spec", row.Path);
        Assert.StartsWith("  nonce ", spec.Split('\n')[row.StartLinePosition.Line], StringComparison.Ordinal);
    }
}
