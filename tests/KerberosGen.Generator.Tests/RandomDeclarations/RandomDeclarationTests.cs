using System.Reflection;
using System.Runtime.Loader;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Generator.Tests.Running;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>
/// Random declarations, right and wrong. A failure names the seed of FsCheck; <c>KERBEROSGEN_LONG=1</c> makes many more.
/// </summary>
public sealed class RandomDeclarationTests
{
    // One compilation holds several namespaces: compiling is what takes the time.
    private const int NamespacesInOneCompilation = 8;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";

    private static Arbitrary<int> Seeds => Arb.From(Gen.Choose(0, int.MaxValue - 1000));

    [Fact]
    public void Any_declaration_the_language_allows_compiles_without_warnings_and_round_trips() =>
        Prop.ForAll(Seeds, RoundTrips).Check(Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 200 : 3));

    [Fact]
    public void No_declaration_a_person_could_type_breaks_the_generator_or_what_it_emits() =>
        Prop.ForAll(Seeds, IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 100 : 3));

    private static void RoundTrips(int seed)
    {
        List<RandomSchema> schemas = [.. Enumerable.Range(0, NamespacesInOneCompilation).Select(i => RandomSchema.Of(seed + i, $"S{i}"))];
        GeneratorRun run = GeneratorRun.Of(
            [.. schemas.Select(s => s.Text), .. schemas.Select(RoundTripSource.Of), RoundTripSource.Shared]);
        byte[] compiled = run.Compile();

        var context = new AssemblyLoadContext($"random {seed}", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(new MemoryStream(compiled));
            foreach (RandomSchema schema in schemas)
            {
                var check = assembly.GetType($"Checks.{schema.Namespace}")!.GetMethod("Run")!.CreateDelegate<Action<int>>();
                for (int i = 0; i < 5; i++)
                    check(seed + i);
            }
        }
        finally
        {
            context.Unload();
        }
    }

    private static void IsAnswered(int seed)
    {
        var random = new Random(seed);
        string good = RandomSchema.Of(seed, "Shop").Text;
        foreach (string text in Mistakes.In(good, random).Concat(Mistakes.CutsOf(good, random)))
            AssertIsAnswered(text);
    }

    private static void AssertIsAnswered(string text)
    {
        GeneratorRun run = GeneratorRun.Of(text);
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\n{text}");
        Assert.All(run.Reported, d => Assert.True(d.Id.StartsWith("KG", StringComparison.Ordinal) && d.Location.IsInSource, $"{d}\n{text}"));
        bool isUsersMistake = !run.Reported.IsEmpty || run.Problems.Any(d => !GeneratorRun.IsEmitted(d));
        string inEmitted = string.Join("\n", run.Problems.Where(d => GeneratorRun.IsEmitted(d)).Select(d => GeneratorRun.Quote(d)));
        Assert.True(isUsersMistake || inEmitted.Length == 0, $"{inEmitted}\n{text}");
    }
}
