using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KerberosGen.Generator.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.Incremental;

/// <summary>What each kind of edit makes the generator do again, and what it must not.</summary>
public sealed class IncrementalTests
{
    private const string Protocol = """
        namespace Shop;
        [Header(PacketDirection.Request)] public partial struct RequestHeader { [Code] public ushort Code; [PayloadSize] public uint PayloadSize; }
        [FixedBytes(16)] public readonly partial struct Id;
        /// <summary>An order.</summary>
        [Request(1)] public partial struct Order { public Id Customer; public Line Line; }
        [Request(2)] public ref partial struct Note { public Id Customer; public ReadOnlySpan<byte> Text; }
        [Request(3)] public ref partial struct Basket { public PacketList<Line> Lines; }
        [Request(4)] public partial struct Goodbye;
        """;

    private const string Nested = """
        namespace Shop;
        [Packet] public partial struct Line { public ushort Article; public byte Amount; }
        """;

    private const string Elsewhere = """
        namespace Shop;
        public static class Till { public static int Sum(int a, int b) { return a + b; } }
        """;

    private static readonly string[] SpecSteps = [PacketGenerator.DomainTypeStep, PacketGenerator.PacketStep, PacketGenerator.CatalogStep];

    public static TheoryData<string, string> UnrelatedEdits => new()
    {
        { "{ return a + b; }", "{\n\n    return   a + b;\n}" },
        { "return a + b;", "return b - a;" },
        { "public static class Till", "// a remark\npublic static class Till" },
        { "public static class Till", "[Obsolete(\"closed\")] public static class Till" },
        { "Till {", "Till { public struct NotAPacket { public int X; }" },
    };

    public static TheoryData<string, string, string[]> EditsOfOnePacket => new()
    {
        { "Code; [PayloadSize]", "Code; public byte Version; [PayloadSize]", ["Shop.RequestHeader.g.cs"] },
        { "public ReadOnlySpan<byte> Text", "public ReadOnlySpan<byte> Words", ["Shop.Note.g.cs"] },
        { "/// <summary>An order.</summary>", "/// <summary>What a customer wants.</summary>", ["Shop.Order.g.cs"] },
        { "public Id Customer; public Line", "public uint Number; public Id Customer; public Line", ["Shop.Order.g.cs"] },
        { "[FixedBytes(16)]", "[FixedBytes(16), Secret]", ["Shop.Id.g.cs", "Shop.Note.g.cs", "Shop.Order.g.cs"] },
        { "[FixedBytes(16)]", "[FixedBytes(24)]", ["Shop.Id.g.cs", "Shop.Note.g.cs", "Shop.Order.g.cs"] },
        { "[Request(4)] public", "[Request(5)] public", ["Shop.Goodbye.g.cs", "Shop.PacketCatalog.g.cs"] },
        { "struct Goodbye", "struct Farewell", ["Shop.Farewell.g.cs", "Shop.Goodbye.g.cs", "Shop.PacketCatalog.g.cs"] },
        { "[Request(4)] public", "[Packet] public", ["Shop.Goodbye.g.cs", "Shop.PacketCatalog.g.cs"] },
        { "[Request(4)] public partial struct Goodbye;", "", ["Shop.Goodbye.g.cs", "Shop.PacketCatalog.g.cs"] },
        { "public partial struct Goodbye;", "public partial struct Goodbye { public byte Reason; }", ["Shop.Goodbye.g.cs"] },
        { "public partial struct Goodbye;", "public partial struct Goodbye; [Request(9)] public partial struct Hello;", ["Shop.Hello.g.cs", "Shop.PacketCatalog.g.cs"] },
        { "public partial struct Order {", "\n\npublic  partial struct Order\n{\n", [] },
        { "public Id Customer; public Line", "private Id Customer; internal Line", [] },
    };

    [Fact]
    public void Nothing_that_is_kept_between_runs_holds_on_to_a_compilation()
    {
        GeneratorRun run = GeneratorRun.Of(Protocol, Nested, Elsewhere);

        foreach (string step in SpecSteps)
        {
            ImmutableArray<IncrementalGeneratorRunStep> steps = run.Result.TrackedSteps[step];
            Assert.NotEmpty(steps);
            foreach ((object value, _) in steps.SelectMany(s => s.Outputs))
                ObjectGraph.AssertHoldsNoSymbols(value, step);
        }
    }

    [Fact]
    public void The_walk_over_kept_values_finds_a_symbol_wherever_it_hides()
    {
        GeneratorRun run = GeneratorRun.Of(Protocol, Nested);
        object hidden = new { Name = "x", Inner = new List<object?> { 1, null, run.Output.GetTypeByMetadataName("Shop.Order") } };

        Assert.ThrowsAny<Exception>(() => ObjectGraph.AssertHoldsNoSymbols(hidden, "hidden"));
    }

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void An_unrelated_edit_leaves_everything_as_it_is(string before, string after)
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);

        GeneratorRun second = first.Edit(2, text => text.Replace(before, after));

        foreach (string step in SpecSteps)
            Assert.All(ReasonsOf(second, step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        Assert.All(EmissionsOf(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(first.Files, second.Files);
    }

    [Theory]
    [MemberData(nameof(EditsOfOnePacket))]
    public void An_edit_of_one_declaration_emits_what_it_touches_and_nothing_else(string before, string after, string[] changed)
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);
        first.AssertCompiles();

        GeneratorRun second = first.Edit(0, text => text.Replace(before, after));

        second.AssertCompiles();
        Assert.Equal(changed, Changed(first, second));
        int emitted = EmissionsOf(second).Count(reason => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        Assert.Equal(changed.Count(second.Files.ContainsKey), emitted);
    }

    [Fact]
    public void An_edit_of_a_nested_packet_in_another_file_emits_what_contains_it()
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);

        GeneratorRun second = first.Edit(1, text => text.Replace("byte Amount", "uint Amount"));

        second.AssertCompiles();
        Assert.Equal(["Shop.Basket.g.cs", "Shop.Line.g.cs", "Shop.Order.g.cs"], Changed(first, second));
    }

    [Fact]
    public void A_field_renamed_in_a_nested_packet_leaves_what_contains_it_alone()
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);

        GeneratorRun second = first.Edit(1, text => text.Replace("Amount", "Pieces"));

        Assert.Equal(["Shop.Line.g.cs"], Changed(first, second));
    }

    [Fact]
    public void Each_kind_of_edit_has_its_run_reason()
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);
        Assert.All(ReasonsOf(first, PacketGenerator.PacketStep), reason => Assert.Equal(IncrementalStepRunReason.New, reason));

        GeneratorRun modified = first.Edit(0, text => text.Replace("ReadOnlySpan<byte> Text", "ReadOnlySpan<byte> Words"));
        Assert.Equal(IncrementalStepRunReason.Modified, ReasonOf(modified, "Note"));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(modified, "Order"));
        Assert.Equal([IncrementalStepRunReason.Cached], ReasonsOf(modified, PacketGenerator.CatalogStep));

        GeneratorRun added = modified.Edit(0, text => text + "\n[Request(9)] public partial struct Hello;");
        Assert.Equal(IncrementalStepRunReason.New, ReasonOf(added, "Hello"));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(added, "Note"));
        Assert.Equal([IncrementalStepRunReason.Modified], ReasonsOf(added, PacketGenerator.CatalogStep));

        GeneratorRun removed = added.Edit(0, text => text.Replace("[Request(9)] public partial struct Hello;", ""));
        Assert.Contains(IncrementalStepRunReason.Removed, ReasonsOf(removed, PacketGenerator.PacketStep));
        Assert.Equal(modified.Files, removed.Files);

        GeneratorRun elsewhere = added.Edit(2, text => text.Replace("a + b", "b + a"));
        Assert.All(ReasonsOf(elsewhere, PacketGenerator.CatalogStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_mistake_holds_back_only_what_leans_on_it_and_a_repair_brings_it_back()
    {
        GeneratorRun first = GeneratorRun.Of(Protocol, Nested, Elsewhere);

        GeneratorRun broken = first.Edit(1, text => text.Replace("byte Amount", "string Amount"));
        Assert.Equal(["KG0003"], broken.Reported.Select(d => d.Id));
        Assert.Equal(first.Files.Keys, broken.Files.Keys);
        Assert.Equal(
            ["Shop.Basket.g.cs", "Shop.Line.g.cs", "Shop.Order.g.cs"],
            broken.Files.Where(file => file.Value.Contains("these members only have signatures", StringComparison.Ordinal)).Select(file => file.Key));
        Assert.Equal(IncrementalStepRunReason.Cached, ReasonOf(broken, "Note"));

        GeneratorRun repaired = broken.Edit(1, text => text.Replace("string Amount", "byte Amount"));
        repaired.AssertCompiles();
        Assert.Equal(first.Files, repaired.Files);
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static IncrementalStepRunReason ReasonOf(GeneratorRun run, string packet) =>
        run.Result.TrackedSteps[PacketGenerator.PacketStep].SelectMany(s => s.Outputs)
            .Single(o => o.Value is Specs.PacketSpec spec && spec.Type.Name == packet).Reason;

    /// <summary>The reasons of the steps that add files; steps that add none report diagnostics.</summary>
    private static IEnumerable<IncrementalStepRunReason> EmissionsOf(GeneratorRun run) => run.Result.TrackedOutputSteps
        .SelectMany(steps => steps.Value)
        .SelectMany(step => step.Outputs)
        .Where(output => AddsFiles(output.Value))
        .Select(output => output.Reason);

    private static bool AddsFiles(object output) =>
        output is ITuple { Length: > 0 } both && both[0] is IEnumerable files && files.GetEnumerator().MoveNext();

    private static string[] Changed(GeneratorRun before, GeneratorRun after) =>
    [
        .. before.Files.Keys.Union(after.Files.Keys)
            .Where(name => before.Files.GetValueOrDefault(name) != after.Files.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal),
    ];
}
