using FsCheck;
using FsCheck.Fluent;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>
/// Random declarations over the whole language compile without warnings and keep the laws; wrong ones are answered. A failure shows the
/// smallest declaration found; <c>KERBEROSGEN_LONG=1</c> makes many others, and names the seed of FsCheck.
/// </summary>
public sealed class LanguageTests
{
    // One compilation holds several namespaces: compiling is what takes the time.
    private const int NamespacesInOneCompilation = 25;
    private const int PacketsInOneNamespace = 4;
    private const int Values = 8;
    private const int MistakesInOneCompilation = 40;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    [Fact]
    public void Any_declaration_of_the_language_compiles_and_keeps_the_laws() =>
        ForSeeds(KeepsTheLaws, ordinary: 3, many: 100);

    [Fact]
    public void Any_wrong_declaration_is_answered_with_a_diagnostic_or_with_code_that_compiles() =>
        ForSeeds(IsAnswered, ordinary: 8, many: 200);

    // An ordinary run makes the same declarations every time, so that what turns it red is a change and not a find; a long one makes
    // others every time, to find.
    private static void ForSeeds(Action<int> check, int ordinary, int many)
    {
        if (IsLong)
        {
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1000)), check).Check(Config.QuickThrowOnFailure.WithMaxTest(many));
            return;
        }

        for (int i = 0; i < ordinary; i++)
            check(i * 1000);
    }

    private static void KeepsTheLaws(int seed)
    {
        DeclaredSchema[] schemas = [.. Enumerable.Range(0, NamespacesInOneCompilation).Select(i => SchemaMaker.Of(seed + i, $"Space{i}", PacketsInOneNamespace))];
        if (SchemaCheck.Run(schemas, Values).FirstOrDefault() is not { } failure)
            return;
        SchemaFailure smallest = SchemaShrinker.Shrink(failure, schema => SchemaCheck.Run([schema], 10 * Values).FirstOrDefault());
        Assert.Fail($"{smallest.Kind}\n{smallest.Schema.Text}\n{smallest.Message}");
    }

    private static void IsAnswered(int seed)
    {
        var mistakes = new SchemaMistakes(new RandomSource(seed));
        DeclaredSchema[] schemas = [.. Enumerable.Range(0, MistakesInOneCompilation).Select(i => mistakes.In(SchemaMaker.Of(seed + i, $"Space{i}", packets: 1 + (i % 2))))];
        if (AnswerCheck.Run(schemas).FirstOrDefault() is not { } failure)
            return;
        SchemaFailure smallest = SchemaShrinker.Shrink(failure, schema => AnswerCheck.Run([schema]).FirstOrDefault());
        Assert.Fail($"{smallest.Kind}\n{smallest.Schema.Text}\n{smallest.Message}");
    }
}
