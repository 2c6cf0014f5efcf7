using System.Reflection;
using System.Runtime.Loader;
using KerberosGen.Codec;
using KerberosGen.Generator.Tests.Running;
using KerberosGen.Testing;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>What is wrong with a declaration, and in which way.</summary>
/// <param name="Schema">The declarations.</param>
/// <param name="Kind">What failed, in few words: while something smaller fails in the same way, it is the same mistake.</param>
/// <param name="Message">All of it.</param>
internal sealed record SchemaFailure(DeclaredSchema Schema, string Kind, string Message);

/// <summary>Generates, compiles, loads and holds every packet of random namespaces to the laws.</summary>
internal static class SchemaCheck
{
    /// <summary>The first failure of each namespace that has one.</summary>
    public static List<SchemaFailure> Run(IReadOnlyList<DeclaredSchema> schemas, int values, string? replay = null)
    {
        GeneratorRun run = GeneratorRun.Of([.. schemas.Select(static s => s.Text)]);
        List<SchemaFailure> failures = [];
        if (run.Result.Exception is { } thrown)
        {
            return schemas.Count == 1
                ? [new SchemaFailure(schemas[0], $"the generator threw {thrown.GetType().Name}", thrown.ToString())]
                : [.. schemas.SelectMany(schema => Run([schema], values, replay))];
        }

        Diagnostic[] problems = [.. run.Reported.Concat(run.Problems)];
        foreach (DeclaredSchema schema in schemas)
        {
            if (problems.FirstOrDefault(problem => NamespaceOf(problem, schemas) == schema) is { } problem)
                failures.Add(new SchemaFailure(schema, $"{(GeneratorRun.IsEmitted(problem) ? "emitted " : "")}{problem.Id}", GeneratorRun.Quote(problem)));
        }

        DeclaredSchema[] sound = [.. schemas.Except(failures.Select(static f => f.Schema))];
        if (failures.Count > 0)
            return sound.Length == 0 ? failures : [.. failures, .. Run(sound, values, replay)];
        return HoldToLaws(run.Compile(), schemas, values, replay);
    }

    private static DeclaredSchema? NamespaceOf(Diagnostic problem, IReadOnlyList<DeclaredSchema> schemas)
    {
        string path = problem.Location.SourceTree?.FilePath ?? "";
        return schemas.Where((schema, i) => path == $"File{i}.cs" || Path.GetFileName(path).StartsWith(schema.Namespace + ".", StringComparison.Ordinal)).FirstOrDefault();
    }

    private static List<SchemaFailure> HoldToLaws(byte[] compiled, IReadOnlyList<DeclaredSchema> schemas, int values, string? replay)
    {
        List<SchemaFailure> failures = [];
        var context = new AssemblyLoadContext("random language", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(new MemoryStream(compiled));
            var options = new PacketLawOptions { Count = values, Replay = replay };
            MethodInfo laws = typeof(PacketLaws).GetMethod(nameof(PacketLaws.HoldFor))!;
            foreach (DeclaredSchema schema in schemas)
            {
                foreach (Type packet in assembly.GetTypes().Where(t => t.Namespace == schema.Namespace && IsPacket(t)))
                {
                    if (Failure(schema, packet, () => laws.MakeGenericMethod(packet).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [options], null)) is not { } failure)
                        continue;
                    failures.Add(failure);
                    break;
                }
            }
        }
        finally
        {
            context.Unload();
        }

        return failures;
    }

    private static bool IsPacket(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IPacket<>));

    // Everything a law can throw is a finding, and is handed on whole.
    private static SchemaFailure? Failure(DeclaredSchema schema, Type packet, Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (PacketLawException broken)
        {
            return new SchemaFailure(schema, $"{broken.Law}", broken.Message);
        }
        catch (Exception thrown)
        {
            return new SchemaFailure(schema, thrown.GetType().Name, $"{packet.Name}: {thrown}");
        }
    }
}
