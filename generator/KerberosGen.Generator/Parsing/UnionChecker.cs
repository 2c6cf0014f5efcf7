using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Checks the cases of a union against each other.</summary>
internal static class UnionChecker
{
    public static void Check(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        var taken = new Dictionary<long, ParsedField>();
        foreach (ParsedField field in fields)
        {
            foreach (long value in field.Spec.Cases)
            {
                if (taken.TryGetValue(value, out ParsedField? other))
                    diagnostics.Report(Descriptors.SameCase, field.Location, other.Symbol.Name, field.Symbol.Name, type.Name, value);
                else
                    taken.Add(value, field);
            }
        }

        foreach (ParsedField field in fields.Where(f => f.Spec.IsOtherwise))
        {
            bool keepsWhatItGets = field.Spec is { Shape: FieldShape.Bytes, IsGreedy: true };
            if (!keepsWhatItGets || field != fields[fields.Count - 1])
                diagnostics.Report(Descriptors.WrongOtherwise, field.Location, field.Symbol.Name, type.Name);
        }

        if (fields.Count == 0 && diagnostics.IsEmpty)
            diagnostics.Report(Descriptors.EmptyUnion, DeclaredType.LocationOf(type), type.Name);
    }
}
