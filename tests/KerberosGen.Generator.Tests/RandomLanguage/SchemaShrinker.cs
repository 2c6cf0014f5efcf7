using System.Collections.Immutable;
using System.Diagnostics;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Makes what fails small: takes away types, fields and words for as long as it fails in the same way.</summary>
internal static class SchemaShrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static SchemaFailure Shrink(SchemaFailure failure, Func<DeclaredSchema, SchemaFailure?> check)
    {
        var time = Stopwatch.StartNew();
        bool isSmaller = true;
        while (isSmaller && time.Elapsed < Patience)
        {
            isSmaller = false;
            foreach (DeclaredSchema candidate in Smaller(failure.Schema))
            {
                if (time.Elapsed > Patience || check(candidate) is not { } again || again.Kind != failure.Kind)
                    continue;
                failure = again;
                isSmaller = true;
                break;
            }
        }

        return failure;
    }

    private static IEnumerable<DeclaredSchema> Smaller(DeclaredSchema schema)
    {
        ImmutableArray<DeclaredType> types = schema.Types;
        for (int i = types.Length - 1; i >= 0; i--)
            yield return schema with { Types = types.RemoveAt(i) };
        for (int i = 0; i < types.Length; i++)
        {
            foreach (DeclaredType smaller in Smaller(types[i]))
                yield return schema with { Types = types.SetItem(i, smaller) };
        }
    }

    private static IEnumerable<DeclaredType> Smaller(DeclaredType type)
    {
        for (int i = 0; i < type.Rest.Length && type.Head.Contains("partial", StringComparison.Ordinal); i++)
            yield return type with { Rest = type.Rest.RemoveAt(i) };
        for (int i = 0; i < type.Fields.Length; i++)
            yield return type with { Fields = type.Fields.RemoveAt(i) };
        // A packet without its views is a plain struct.
        for (int i = 0; i < type.Fields.Length && type.Head.StartsWith("ref ", StringComparison.Ordinal); i++)
            yield return type with { Head = type.Head[4..], Fields = type.Fields.RemoveAt(i) };
        for (int i = 1; i < type.Words.Length; i++)
            yield return type with { Words = type.Words.RemoveAt(i) };
        for (int i = 0; i < type.Fields.Length; i++)
        {
            DeclaredField field = type.Fields[i];
            for (int j = 0; j < field.Words.Length; j++)
                yield return type with { Fields = type.Fields.SetItem(i, field with { Words = field.Words.RemoveAt(j) }) };
        }
    }
}
