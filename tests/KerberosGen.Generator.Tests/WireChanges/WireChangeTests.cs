using System.Globalization;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.WireChanges;

/// <summary>What the build says where the declarations and <c>packets.spec</c> differ.</summary>
public sealed class WireChangeTests
{
    private const string Protocol = """
        namespace Shop;
        [Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
        [Header(PacketDirection.Response)] public partial struct ResponseHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
        [FixedBytes(16)] public readonly partial struct Id;
        [FixedBytes(16)] public readonly partial struct Iv;
        [FixedBytes(8)] public readonly partial struct Nonce;
        [FixedBytes(16)] public readonly partial struct Sealed;
        [FixedText(20)] public readonly partial struct Name;
        public enum Colour : byte { Red = 1, Green = 2 }
        public enum Role { Server }
        /// <summary>What a client shows.</summary>
        [Packet] public partial struct Ticket { public byte Version; public Id Client; public Id Service; public Iv Iv; public Nonce Nonce; public ulong Until; }
        [Packet] public partial struct Proof { [SyntheticIv("proof")] public Iv Iv; [Encrypted<Role>(Role.Server, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Nonce; }
        [Request(1027)] public partial struct TicketRequest { public Id Service; public Nonce Nonce; }
        [Response(1602)] public partial struct Refused { public ushort Reason; }
        [Response(1603)] public partial struct TicketResponse { public Id Client; public Ticket Ticket; }
        [Request(1029)] public ref partial struct Paint { public Colour Colour; [LengthOf(nameof(Words))] public ushort Length; public Iv Iv; [Range(1, 5)] public byte Level; public ReadOnlySpan<byte> Words; public PacketList<Ticket> Tickets; }
        """;

    private static readonly string Spec = DeclaredSpec.Of("Shop", Protocol);

    public static TheoryData<string, string, string[]> Changes => new()
    {
        {
            "public Iv Iv; public Nonce", "public ulong CreatedAt; public Iv Iv; public Nonce",
            ["KG0060 Ticket: CreatedAt inserted at offset 33 moves 3 fields; 1603 grows from 81 to 89 bytes; 1029 carries it; 1027 and 1602 are unchanged; packets.spec has no 'created_at'"]
        },
        {
            "public ulong Until;", "public ulong Until; public byte Last;",
            ["KG0060 Ticket: Last inserted at offset 65 moves no field; 1603 grows from 81 to 82 bytes; 1029 carries it; 1027 and 1602 are unchanged; packets.spec has no 'last'"]
        },
        {
            "public byte Version; ", "",
            ["KG0061 Ticket: Version removed from offset 0 moves 5 fields; 1603 shrinks from 81 to 80 bytes; 1029 carries it; 1027 and 1602 are unchanged; packets.spec has 'version'"]
        },
        {
            "public Id Service; public Nonce Nonce; }", "public Nonce Nonce; public Id Service; }",
            ["KG0062 TicketRequest: Service moved, packets.spec gives it offset 0, the struct offset 8; the other 3 messages are unchanged"]
        },
        {
            "public ushort Reason", "public uint Reason",
            ["KG0064 Refused: packets.spec gives Reason as u16 (2 bytes), the struct as u32 (4 bytes); 1602 grows from 2 to 4 bytes; the other 3 messages are unchanged"]
        },
        {
            "public ushort Reason", "[BigEndian] public ushort Reason",
            ["KG0064 Refused: packets.spec gives Reason as u16 (2 bytes), the struct as u16 big-endian (2 bytes); the other 3 messages are unchanged"]
        },
        {
            "public Id Client; public Ticket Ticket;", "public Nonce Client; public Ticket Ticket;",
            ["KG0064 TicketResponse: packets.spec gives Client as Id (16 bytes), the struct as Nonce (8 bytes); that moves 1 field; 1603 shrinks from 81 to 73 bytes; the other 3 messages are unchanged"]
        },
        {
            "[FixedBytes(8)]", "[FixedBytes(12)]",
            ["KG0069 Nonce: packets.spec gives it 8 bytes, the declaration 12; 1027 grows from 24 to 28 bytes; 1603 grows from 81 to 85 bytes; 1029 carries it; 1602 is unchanged"]
        },
        { "[FixedText(20)]", "[FixedText(20, Terminated = false)]", ["KG0069 Name: packets.spec gives it 'UTF-8 text, NUL-padded, a NUL behind it', the declaration 'UTF-8 text, NUL-padded'; the other 4 messages are unchanged"] },
        { "Green = 2", "Green = 2, Blue = 3", ["KG0069 Colour: packets.spec gives it no 3 Blue, the declaration 3 Blue; 1029 carries it; the other 3 messages are unchanged"] },
        { "Green = 2", "Green = 3", ["KG0069 Colour: packets.spec gives it 2 Green, the declaration 3 Green; 1029 carries it; the other 3 messages are unchanged"] },
        { ", Green = 2", "", ["KG0069 Colour: packets.spec gives it 2 Green, the declaration no such value; 1029 carries it; the other 3 messages are unchanged"] },
        { "[Range(1, 5)]", "[Range(1, 6)]", ["KG0065 Paint: packets.spec gives Level [1 to 5], the struct [1 to 6]; the other 3 messages are unchanged"] },
        { "[Range(1, 5)] ", "", ["KG0065 Paint: packets.spec gives Level [1 to 5], the struct no such rule; the other 3 messages are unchanged"] },
        { "public Colour Colour", "[Closed] public Colour Colour", ["KG0065 Paint: packets.spec gives Colour no [closed], the struct [closed]; the other 3 messages are unchanged"] },
        { "[SyntheticIv(\"proof\")]", "[SyntheticIv(\"pass\")]", ["KG0065 Proof: packets.spec gives Iv [synthetic: proof], the struct [synthetic: pass]; the other 4 messages are unchanged"] },
        { "[SyntheticIv(\"proof\")] ", "", ["KG0065 Proof: packets.spec gives Iv [synthetic: proof], the struct no such rule; the other 4 messages are unchanged"] },
        { "public Iv Iv; public Nonce", "[SyntheticIv(\"x\")] public Iv Iv; [Encrypted<Role>(Role.Server, Iv = nameof(Iv), Plaintext = typeof(Nonce))] public Sealed Key; public Nonce", ["KG0065 Ticket: packets.spec gives Iv no [synthetic: x], the struct [synthetic: x]; 1603 grows from 81 to 97 bytes; 1029 carries it; 1027 and 1602 are unchanged", "KG0060 Ticket: Key inserted at offset 49 moves 2 fields; packets.spec has no 'key'"] },
        { "[LengthOf(nameof(Words))]", "[LengthOf(nameof(Words), Adjust = 4)]", ["KG0065 Paint: packets.spec gives Length [length of words], the struct [length of words, plus 4]; the other 3 messages are unchanged"] },
        { "[Request(1027)]", "[Request(1030)]", ["KG0066 TicketRequest: packets.spec gives it code 1027, the struct 1030; the other 3 messages are unchanged"] },
        { "[Response(1602)]", "[Request(1602)]", ["KG0066 Refused: packets.spec gives it as a response 1602, the struct as a request 1602; the other 3 messages are unchanged"] },
        { "/// <summary>What", "[Align(4)] /// <summary>What", ["KG0066 Ticket: packets.spec gives it no alignment, the struct alignment to 4 bytes; 1603 grows from 81 to 84 bytes; 1029 carries it; 1027 and 1602 are unchanged"] },
        { "[Response(1602)]", "[Packet] public partial struct Extra { public int X; } [Response(1602)]", ["KG0067 Extra (structure, 4 bytes) is new on the wire: packets.spec has no table of it"] },
        { "[Response(1602)]", "[Response(1604)] public partial struct Extra { public int X; } [Response(1602)]", ["KG0067 Extra (response 1604, 4 bytes) is new on the wire: packets.spec has no table of it"] },
        { "[Response(1602)] public partial struct Refused { public ushort Reason; }", "", ["KG0068 Refused (response 1602, 2 bytes) is gone from the wire: packets.spec has a table of it, but nothing declares it"] },
    };

    public static TheoryData<string, string> Renames => new()
    {
        { "public Id Client; public Id Service", "public Id Customer; public Id Service" },
        { "Length; public Iv Iv; [Range(1, 5)]", "Extent; public Iv Iv; [Range(1, 5)]" },
        { "Words", "Text" },
        { "struct Refused", "struct Rejected" },
        { "Ticket", "Pass" },
        { "Nonce", "Salt" },
        { "Colour", "Paints" },
        { "Green", "Verdant" },
        { "What a client shows", "What a client presents" },
        { "[FixedBytes(8)]", "[FixedBytes(8), Secret]" },
        { "public Id Service; public Iv Iv", "public Iv Service; public Id Iv" },
        { "[FixedText(20)]", "/// <summary>A name.</summary>\n[FixedText(20)]" },
    };

    public static TheoryData<string, string, string[]> Edits => new()
    {
        {
            "  nonce    Nonce      49     8", "  nonce    Nonce      49    16",
            ["KG0063 Ticket: packets.spec gives Nonce 16 bytes, the struct 8; 1029 and 1603 carry it; 1027 and 1602 are unchanged"]
        },
        { " [synthetic: proof]", "", ["KG0065 Proof: packets.spec gives Iv no [synthetic: proof], the struct [synthetic: proof]; the other 4 messages are unchanged"] },
        { "[synthetic: proof]", "[synthetic: two words]", ["KG0070 packets.spec: [synthetic: two words] of 'iv' is no rule"] },
        { "  nonce    Nonce      49", "  nonce    Nonce      50", ["KG0063 Ticket: packets.spec gives Nonce offset 50, the struct offset 49; 1029 and 1603 carry it; 1027 and 1602 are unchanged"] },
        { "Ticket: 65 bytes", "Ticket: 66 bytes", ["KG0066 Ticket: packets.spec gives it 66 bytes, the struct 65 bytes; 1029 and 1603 carry it; 1027 and 1602 are unchanged"] },
        { "Nonce      8  bytes", "Nonce     16  bytes", ["KG0069 Nonce: packets.spec gives it 16 bytes, the declaration 8; 1027, 1029 and 1603 carry it; 1602 is unchanged"] },
        { "[1 to 5]", "[1 till 5]", ["KG0070 packets.spec: [1 till 5] of 'level' is no rule"] },
        { "Shop: the wire", "Stop: the wire", ["KG0070 packets.spec: namespace 'Stop' declares no packet"] },
    };

    [Fact]
    public void Declarations_that_say_what_the_file_says_are_left_in_peace()
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, null, Protocol);

        run.AssertDidNotThrow();
        Assert.Empty(Told(run));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_of_the_wire_is_told_in_words(string before, string after, string[] sentences)
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, null, Edit(Protocol, before, after));

        run.AssertDidNotThrow();
        Assert.Equal(string.Join("\n", sentences), string.Join("\n", Told(run)));
    }

    [Theory]
    [MemberData(nameof(Renames))]
    public void What_leaves_the_bytes_alone_is_no_change(string before, string after)
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, null, Edit(Protocol, before, after));

        run.AssertDidNotThrow();
        Assert.Empty(Told(run));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_change_of_the_file_is_told_where_the_struct_stands(string before, string after, string[] sentences)
    {
        GeneratorRun run = GeneratorRun.WithSpec(Edit(Spec, before, after), null, Protocol);

        run.AssertDidNotThrow();
        Assert.Equal(string.Join("\n", sentences), string.Join("\n", Told(run)));
    }

    [Fact]
    public void It_is_told_at_the_field_and_the_line_of_the_file()
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, null, Edit(Protocol, "public Iv Iv; public Nonce", "public ulong Iv; public Nonce"));

        Diagnostic told = Assert.Single(run.Reported);
        Assert.Equal("Iv", told.Location.SourceTree!.ToString().Substring(told.Location.SourceSpan.Start, told.Location.SourceSpan.Length));
        FileLinePositionSpan line = Assert.Single(told.AdditionalLocations).GetLineSpan();
        Assert.Equal("/shop/packets.spec", line.Path);
        Assert.Contains("  iv ", Spec.Split('\n')[line.StartLinePosition.Line], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, DiagnosticSeverity.Warning)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("Error", DiagnosticSeverity.Error)]
    public void The_project_says_how_loud_it_is(string? property, DiagnosticSeverity severity)
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, property, Edit(Protocol, "ushort Reason", "uint Reason"));

        Assert.Equal(severity, Assert.Single(run.Reported).Severity);
    }

    [Fact]
    public void A_pragma_around_the_field_keeps_it_quiet()
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, "error", Edit(Protocol, "[Response(1602)]", "\n#pragma warning disable KG0064\n[Response(1602)]").Replace("ushort Reason", "uint Reason", StringComparison.Ordinal));

        Assert.DoesNotContain(run.Reported, d => !d.IsSuppressed);
    }

    [Fact]
    public void A_declaration_with_a_mistake_is_not_also_told_to_be_gone()
    {
        GeneratorRun run = GeneratorRun.WithSpec(Spec, null, Edit(Protocol, "ushort Reason", "string Reason"));

        Assert.Equal(["KG0003"], run.Reported.Select(d => d.Id));
    }

    [Fact]
    public void Every_sentence_has_a_test_and_a_line_in_the_release_notes()
    {
        List<DiagnosticDescriptor> declared = [.. typeof(WireDiagnostics).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>()];
        string[] notes = [.. declared.OrderBy(d => d.Id, StringComparer.Ordinal).Select(d => $"{d.Id} | {d.Category} | {d.DefaultSeverity} | {d.Title}")];
        IEnumerable<string> tested = Changes.Concat(Edits).SelectMany(row => (string[])((object[])row)[2]).Select(sentence => sentence[..6]);

        Assert.Equal(notes, File.ReadLines(RepositoryFiles.Generator("AnalyzerReleases.Unshipped.md")).Where(line => line.Contains(" | KerberosGen.Wire | ", StringComparison.Ordinal) && !line.StartsWith("KG0071", StringComparison.Ordinal)));
        Assert.Equal(declared.Select(d => d.Id).Order(), tested.Distinct().Order());
    }

    private static string Edit(string text, string before, string after)
    {
        Assert.Contains(before, text, StringComparison.Ordinal);
        return text.Replace(before, after, StringComparison.Ordinal);
    }

    private static string[] Told(GeneratorRun run) => [.. run.Reported.Select(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")];
}
