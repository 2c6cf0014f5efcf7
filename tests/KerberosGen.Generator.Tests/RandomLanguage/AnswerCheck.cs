using KerberosGen.Generator.Tests.Running;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Asks whether wrong declarations are answered: with a diagnostic, or with code that compiles.</summary>
internal static class AnswerCheck
{
    /// <summary>What is not answered so.</summary>
    public static List<SchemaFailure> Run(IReadOnlyList<DeclaredSchema> schemas)
    {
        GeneratorRun run = GeneratorRun.Of([.. schemas.Select(static s => s.Text)]);
        if (run.Result.Exception is { } thrown)
        {
            return schemas.Count == 1
                ? [new SchemaFailure(schemas[0], $"the generator threw {thrown.GetType().Name}", thrown.ToString())]
                : [.. schemas.Chunk((schemas.Count + 1) / 2).SelectMany(Run)];
        }

        Diagnostic[] problems = [.. run.Problems];
        List<SchemaFailure> failures = [];
        for (int i = 0; i < schemas.Count; i++)
        {
            string file = $"File{i}.cs";
            if (run.Reported.Any(d => !d.Location.IsInSource))
                failures.Add(new SchemaFailure(schemas[i], "a diagnostic without a place", string.Join("\n", run.Reported)));
            // Once the compiler or the generator has found the mistake, what else they find may follow from it.
            if (run.Reported.Concat(problems).Any(d => d.Location.SourceTree?.FilePath == file))
                continue;
            if (problems.FirstOrDefault(d => IsEmittedFor(d, schemas[i])) is { } problem)
                failures.Add(new SchemaFailure(schemas[i], $"emitted {problem.Id}", GeneratorRun.Quote(problem)));
        }

        return failures;
    }

    private static bool IsEmittedFor(Diagnostic problem, DeclaredSchema schema) =>
        Path.GetFileName(problem.Location.SourceTree?.FilePath ?? "").StartsWith(schema.Namespace + ".", StringComparison.Ordinal);
}
