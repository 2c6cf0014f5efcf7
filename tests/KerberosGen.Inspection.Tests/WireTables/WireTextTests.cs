using System.Collections.Immutable;
using FsCheck.Xunit;
using KerberosGen.Inspection.Specs;
using KerberosGen.WireTables;
using Xunit;

namespace KerberosGen.Inspection.Tests.WireTables;

/// <summary>The one text of a packet's table: what is written is read back as it was, and what is wrong has a line.</summary>
public sealed class WireTextTests
{
    private const string Greeting = """
        Shop: the wire, packet by packet

        Structures
        ==========

        Greeting: 24 bytes
          A hello.

          field  type   offset  size  use
          -----  -----  ------  ----  ---
          nonce  Nonce       0     8  Random.
          count  u64         8     8  How many. [one of 1, 2]

        """;

    [Property(MaxTest = 500)]
    public void What_is_written_is_read_back_as_it_was(int seed)
    {
        WireDocument document = RandomWireDocument.Of(new Random(seed));

        string text = WireTextWriter.Write(document);
        WireDocument read = WireTextReader.Read(text, out ImmutableArray<WireTextError> errors);

        Assert.Empty(errors);
        Assert.Equal(text, WireTextWriter.Write(read));
        Assert.Equal(document, WithoutLines(read));
    }

    [Property(MaxTest = 500)]
    public void Every_rule_that_is_worded_is_understood(int seed)
    {
        string rule = RandomWireDocument.Rule(new Random(seed));

        Assert.Equal(rule, WireRuleReader.Read(rule)?.Text);
    }

    [Property(MaxTest = 300)]
    public void Any_edit_of_the_file_is_read_or_refused_with_a_line(int seed)
    {
        string[] pieces = ["", "x", "  ", "\n", "[", "-", "=", "9999999999"];
        var random = new Random(seed);
        string text = WireTextWriter.Write(RandomWireDocument.Of(random));
        for (int i = 0; i < 5; i++)
        {
            int at = random.Next(text.Length);
            text = text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at)).Insert(at, pieces[random.Next(pieces.Length)]);
        }

        WireTextReader.Read(text, out ImmutableArray<WireTextError> errors);

        Assert.All(errors, e => Assert.InRange(e.Line, 1, text.Split('\n').Length));
    }

    [Fact]
    public void The_file_at_the_root_is_read_as_what_the_layout_tables_say()
    {
        WireDocument read = WireTextReader.Read(File.ReadAllText(Path.Combine(Vector.RepositoryRoot, "packets.spec")), out ImmutableArray<WireTextError> errors);

        Assert.Empty(errors);
        Assert.Equal(LayoutTables.Of(Vector.Protocol), WithoutLines(read));
        Assert.Contains(read.Tables, t => t.Name == "ChatMessage" && t.Line > 50 && t.Rows[0].Line == t.Line + 5);
    }

    [Fact]
    public void Columns_are_told_apart_by_two_spaces_and_not_by_their_place()
    {
        string crooked = Greeting.Replace("  nonce  Nonce       0     8  Random.", "  nonce  Nonce  0  8   Random.", StringComparison.Ordinal);

        Assert.Equal(WithoutLines(Read(Greeting)), WithoutLines(Read(crooked)));

        static WireDocument Read(string text)
        {
            WireDocument document = WireTextReader.Read(text, out ImmutableArray<WireTextError> errors);
            Assert.Empty(errors);
            return document;
        }
    }

    [Theory]
    [InlineData("Shop: the wire, packet by packet", "Shop", 1, "the first line names the namespace: 'Example: the wire, packet by packet'")]
    [InlineData("Structures\n==========", "Packages\n==========", 3, "'Packages' is no part of this file: Headers, Requests, Responses, Structures, Unions or Types")]
    [InlineData("Greeting: 24 bytes", "Greeting, 24 bytes", 6, "a packet's title is its name and its size: 'Greeting: 24 bytes', or with a code '1029 ChatMessage: at least 20 bytes'")]
    [InlineData("Greeting: 24 bytes", "1029 Greeting: 24 bytes", 6, "'Greeting' has a code, which only requests and responses have")]
    [InlineData("Greeting: 24 bytes", "Greeting: 24 bits", 6, "'24 bits' in the title of 'Greeting' is not understood")]
    [InlineData("  nonce  Nonce       0     8  Random.", "  nonce Nonce       0     8  Random.", 11, "'nonce Nonce' is no field's name; two spaces stand between the columns")]
    [InlineData("  nonce  Nonce       0     8  Random.", "  nonce  Nonce", 11, "a row is field, type, offset, size and use, with two spaces between them; this one has 2 of these")]
    [InlineData("  nonce  Nonce       0     8  Random.", "  nonce  Nonce  none  8  Random.", 11, "the offset of 'nonce' is a number of bytes or 'varies', not 'none'")]
    [InlineData("[one of 1, 2]", "[one off 1, 2]", 12, "[one off 1, 2] of 'count' is no rule")]
    [InlineData("[one of 1, 2]", "[one of 1, 2", 12, "the rules of 'count' stand in square brackets behind its use")]
    [InlineData("  count  u64 ", "  nonce  u64 ", 12, "two rows are called 'nonce'")]
    [InlineData("  field ", "  filed ", 6, "'Greeting' has no table; if it has no fields, say 'No payload.'")]
    public void A_line_that_cannot_be_understood_says_what_is_meant_to_stand_there(string before, string after, int line, string message)
    {
        Assert.Contains(before, Greeting, StringComparison.Ordinal);

        WireTextReader.Read(Greeting.Replace(before, after, StringComparison.Ordinal), out ImmutableArray<WireTextError> errors);

        Assert.Contains(new WireTextError(line, message), errors);
    }

    private static WireDocument WithoutLines(WireDocument document) => document with
    {
        Tables = [.. document.Tables.Select(t => t with { Line = 0, Rows = [.. t.Rows.Select(r => r with { Line = 0 })] })],
        Types = [.. document.Types.Select(t => t with { Line = 0 })],
    };
}
