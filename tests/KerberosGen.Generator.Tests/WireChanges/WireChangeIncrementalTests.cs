using System.Collections;
using System.Runtime.CompilerServices;
using KerberosGen.Generator.SpecFirst;
using KerberosGen.Generator.Tests.Incremental;
using KerberosGen.Generator.Tests.Running;
using KerberosGen.Generator.WireChanges;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.WireChanges;

/// <summary>What an edit of <c>packets.spec</c>, or of a declaration beside one, makes the generator do again.</summary>
public sealed class WireChangeIncrementalTests
{
    private const string Protocol = """
        namespace Shop;
        /// <summary>A point.</summary>
        [Packet] public partial struct Point { /// <summary>Right.</summary>
        public short X; public short Y; }
        [Packet] public partial struct Open;
        """;

    private const string Elsewhere = "namespace Shop;\npublic static class Till { public static int Sum(int a, int b) { return a + b; } }";

    private static readonly string Spec = DeclaredSpec.Of("Shop", Protocol.Replace("struct Open;", "struct Open { public short Z; }", StringComparison.Ordinal));

    // What is compared shows among the tracked steps only where something differs.
    private static readonly string Changed = Spec.Replace("  x      i16 ", "  x      u16 ", StringComparison.Ordinal);

    [Fact]
    public void Words_about_a_field_of_a_struct_compare_nothing_and_emit_nothing()
    {
        GeneratorRun first = GeneratorRun.WithSpec(Spec, null, Protocol, Elsewhere);

        GeneratorRun second = first.EditSpec(text => text.Replace("Right.", "To the right.", StringComparison.Ordinal));

        second.AssertDidNotThrow();
        Assert.Equal(first.Files, second.Files);
        Assert.Empty(Emitted(second));
    }

    [Fact]
    public void A_change_of_the_file_is_compared_and_emits_nothing()
    {
        GeneratorRun first = GeneratorRun.WithSpec(Spec, null, Protocol, Elsewhere);

        GeneratorRun second = first.EditSpec(text => text.Replace("  x      i16 ", "  x      u16 ", StringComparison.Ordinal));

        second.AssertDidNotThrow();
        Assert.Equal(["KG0064"], second.Reported.Select(d => d.Id));
        Assert.Equal(first.Files, second.Files);
        Assert.Empty(Emitted(second));
    }

    [Fact]
    public void A_packet_of_the_file_alone_is_emitted_anew_when_its_rows_change()
    {
        GeneratorRun first = GeneratorRun.WithSpec(Spec, null, Protocol, Elsewhere);

        GeneratorRun second = first.EditSpec(text => text.Replace("  z      i16 ", "  z      u16 ", StringComparison.Ordinal));

        second.AssertDidNotThrow();
        Assert.Empty(second.Reported);
        Assert.Equal(["Shop.Open.Fields.g.cs", "Shop.Open.g.cs"], first.Files.Keys.Where(name => first.Files[name] != second.Files[name]));
    }

    [Fact]
    public void An_edit_elsewhere_neither_compares_nor_emits()
    {
        GeneratorRun first = GeneratorRun.WithSpec(Changed, null, Protocol, Elsewhere);

        GeneratorRun second = first.Edit(1, text => text.Replace("a + b", "b + a", StringComparison.Ordinal));

        second.AssertDidNotThrow();
        Assert.All(
            second.Result.TrackedSteps[WireChangeReporter.Step].SelectMany(s => s.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}"));
        Assert.Empty(Emitted(second));
    }

    [Fact]
    public void A_summary_in_source_is_not_compared()
    {
        GeneratorRun first = GeneratorRun.WithSpec(Changed, null, Protocol, Elsewhere);

        GeneratorRun second = first.Edit(0, text => text.Replace("A point.", "A place.", StringComparison.Ordinal));

        second.AssertDidNotThrow();
        Assert.All(
            second.Result.TrackedSteps[WireChangeReporter.Step].SelectMany(s => s.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}"));
    }

    [Fact]
    public void Nothing_that_is_compared_holds_on_to_a_compilation()
    {
        GeneratorRun run = GeneratorRun.WithSpec(Changed, null, Protocol);

        foreach (string step in new[] { WireChangeReporter.Step, FieldsOfFile.Step })
        {
            Assert.NotEmpty(run.Result.TrackedSteps[step]);
            foreach ((object value, _) in run.Result.TrackedSteps[step].SelectMany(s => s.Outputs))
                ObjectGraph.AssertHoldsNoSymbols(value, step);
        }
    }

    /// <summary>The reasons of the steps that added files anew.</summary>
    private static IEnumerable<IncrementalStepRunReason> Emitted(GeneratorRun run) => run.Result.TrackedOutputSteps
        .SelectMany(steps => steps.Value)
        .SelectMany(step => step.Outputs)
        .Where(output => output.Value is ITuple { Length: > 0 } both && both[0] is IEnumerable files && files.GetEnumerator().MoveNext())
        .Select(output => output.Reason)
        .Where(reason => reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
}
