using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads the fields of a packet, each by itself: its type, then its words.</summary>
internal static class FieldParser
{
    public static List<ParsedField> ParseAll(
        INamedTypeSymbol type, PacketKind kind, TypeMeasurer measurer, DiagnosticSink diagnostics, bool withSummaries = true)
    {
        bool bigEndian = KnownAttributes.Find(type, "BigEndian") is not null;
        var fields = new List<ParsedField>();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false, IsConst: false } field)
                continue;
            if (Rejection(field) is { } rejection)
            {
                ISymbol shown = field.AssociatedSymbol ?? field;
                diagnostics.Report(Descriptors.NotAField, shown.Locations.FirstOrDefault(), shown.Name, type.Name, rejection);
                continue;
            }

            if (Parse(type, kind, field, bigEndian, measurer, diagnostics, withSummaries) is { } parsed)
                fields.Add(parsed);
        }

        BitsLinker.Link(type, fields, diagnostics);
        foreach (ParsedField field in fields)
            ValueParser.Parse(field, diagnostics);
        return fields;
    }

    private static string? Rejection(IFieldSymbol field)
    {
        if (field.AssociatedSymbol is IPropertySymbol)
            return "an automatic property";
        if (field.IsImplicitlyDeclared)
            return "made by the compiler";
        if (field.IsReadOnly)
            return "read-only";
        if (field.RefKind != RefKind.None)
            return "a reference";
        return field.IsFixedSizeBuffer ? "a fixed-size buffer" : null;
    }

    private static ParsedField? Parse(
        INamedTypeSymbol owner, PacketKind kind, IFieldSymbol field, bool bigEndian, TypeMeasurer measurer, DiagnosticSink diagnostics, bool withSummary)
    {
        var words = new FieldAttributes(field);
        var blank = new FieldSpec(
            DeclaredType.Escape(field.Name),
            WireNames.Of(field.Name),
            withSummary ? Summary.Of(field) : "",
            FieldShape.Integer,
            TypeNames.Full(field.Type),
            TypeNames.Short(field.Type),
            Offset: null,
            Size: null)
        {
            IsBigEndian = (bigEndian && !words.Has("LittleEndian")) || words.Has("BigEndian"),
            IsSecret = words.Has("Secret"),
        };

        FieldSpec? shaped = FieldTypes.Shape(blank, field.Type, measurer, out TypeProblem problem);
        if (shaped is null)
        {
            Refuse(owner, field, blank, problem, diagnostics);
            return null;
        }

        MeasuredType? measured = shaped.Shape is FieldShape.Packet or FieldShape.Union ? measurer.Measure((INamedTypeSymbol)field.Type) : null;
        var parsed = new ParsedField(field, words, shaped, measured);
        WordParser.Parse(owner, kind, parsed, diagnostics);
        return parsed;
    }

    private static void Refuse(INamedTypeSymbol owner, IFieldSymbol field, FieldSpec spec, TypeProblem problem, DiagnosticSink diagnostics)
    {
        Location? location = field.Locations.FirstOrDefault();
        switch (problem)
        {
            case TypeProblem.Recursive:
                if (Containment.IsCircleOf(owner, field.Type))
                    diagnostics.Report(Descriptors.Recursive, location, owner.Name, field.Name);
                diagnostics.ReportRecursion();
                break;
            case TypeProblem.GreedyEntry:
                diagnostics.Report(Descriptors.GreedyEntry, location, field.Name, ((INamedTypeSymbol)field.Type).TypeArguments[0].Name);
                break;
            case TypeProblem.Unsupported:
                diagnostics.Report(Descriptors.UnsupportedType, location, field.Name, owner.Name, spec.TypeShortName);
                break;
            default:
                diagnostics.ReportNothingButStop();
                break;
        }
    }
}
