using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Joins lengths and counts with what they measure.</summary>
internal static class FieldLinker
{
    public static void Link(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        for (int i = 0; i < fields.Count; i++)
        {
            Link(type, fields, i, "LengthOf", FieldShape.Bytes, diagnostics);
            Link(type, fields, i, "CountOf", FieldShape.List, diagnostics);
        }

        for (int i = 0; i < fields.Count - 1; i++)
        {
            FieldSpec spec = fields[i].Spec;
            if (spec.IsVariable && spec.MeasuredBy is null && diagnostics.IsEmpty)
                diagnostics.Report(Descriptors.NoLength, fields[i].Location, fields[i].Symbol.Name, spec.Shape == FieldShape.List ? "CountOf" : "LengthOf");
        }
    }

    private static void Link(
        INamedTypeSymbol type, List<ParsedField> fields, int index, string attributeName, FieldShape measures, DiagnosticSink diagnostics)
    {
        ParsedField measure = fields[index];
        if (KnownAttributes.Find(measure.Symbol, attributeName) is not { } attribute)
            return;
        if (KnownAttributes.OnlyArgument(attribute) is not string name)
        {
            // Null is a mistake that the compiler only warns of; anything else it has refused.
            if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].IsNull)
                diagnostics.Report(Descriptors.UnknownReference, measure.Location, attributeName, measure.Symbol.Name, "", type.Name);
            else
                diagnostics.ReportNothingButStop();
            return;
        }

        string measureName = measure.Symbol.Name;
        int target = fields.FindIndex(f => f.Symbol.Name == name);
        if (target < 0)
        {
            // A target that was itself refused has been reported already.
            if (type.GetMembers(name).OfType<IFieldSymbol>().Any())
                diagnostics.ReportNothingButStop();
            else
                diagnostics.Report(Descriptors.UnknownReference, measure.Location, attributeName, measureName, name, type.Name);
            return;
        }

        FieldSpec spec = fields[target].Spec;
        if (measure.Spec.Shape != FieldShape.Integer || measure.Spec.IsSigned)
            diagnostics.Report(Descriptors.MeasureNotUnsigned, measure.Location, measureName, measure.Spec.TypeShortName);
        else if (!spec.IsVariable)
            diagnostics.Report(Descriptors.WrongMeasure, measure.Location, attributeName, measureName, name, "of fixed size", "remove the attribute");
        else if (spec.Shape != measures)
            ReportWrongShape(measure, attributeName, name, spec.Shape, diagnostics);
        else if (target < index)
            diagnostics.Report(Descriptors.MeasureOrder, measure.Location, measureName, name);
        else if (spec.MeasuredBy is { } other)
            diagnostics.Report(Descriptors.MeasuredTwice, measure.Location, other.TrimStart('@'), measureName, name);
        else if (measure.Spec.Measures is not null)
            diagnostics.Report(Descriptors.ConflictingAttributes, measure.Location, measureName, "LengthOf", attributeName);
        else
        {
            fields[target].Spec = spec with { MeasuredBy = measure.Spec.Name };
            measure.Spec = measure.Spec with { Role = attributeName == "LengthOf" ? "Length" : "Count", Measures = spec.Name };
        }
    }

    private static void ReportWrongShape(ParsedField measure, string attributeName, string target, FieldShape shape, DiagnosticSink diagnostics) =>
        diagnostics.Report(
            Descriptors.WrongMeasure, measure.Location, attributeName, measure.Symbol.Name, target,
            shape == FieldShape.List ? "a list" : "bytes",
            shape == FieldShape.List ? "use [CountOf]" : "use [LengthOf]");
}
