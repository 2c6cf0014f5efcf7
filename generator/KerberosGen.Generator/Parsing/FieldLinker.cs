using System.Collections.Generic;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Joins each field with those that its words name: what it measures, what brings it, what ends it, what it covers.</summary>
internal static class FieldLinker
{
    public static void Link(INamedTypeSymbol type, PacketKind kind, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        var references = new References(type, fields, diagnostics);
        for (int i = 0; i < fields.Count; i++)
        {
            foreach (Word word in fields[i].Words.All)
                Link(references, i, word);
        }

        MeasureLinker.CheckConditions(fields, diagnostics);
        CircleChecker.Check(fields, diagnostics);
        if (kind == PacketKind.Union)
            UnionChecker.Check(type, fields, diagnostics);
        else
            MeasureLinker.CheckEnds(fields, diagnostics);
    }

    private static void Link(References references, int index, Word word)
    {
        switch (word.Name)
        {
            case "LengthOf" or "CountOf":
                MeasureLinker.Link(references, index, word);
                break;
            case "When" or "WhenFlag" or "ChosenBy":
                ConditionLinker.Link(references, index, word);
                break;
            case "Until" when references.Fields[index].Spec.Shape == FieldShape.Sequence:
                ConditionLinker.LinkUntil(references, index, word.Attribute);
                break;
            case "Checksum" when Words.Misplaced("Checksum", references.Fields[index].Spec) is null:
                RuleLinker.LinkChecksum(references, index, word.Attribute);
                break;
            case "Computed" when Words.Misplaced("Computed", references.Fields[index].Spec) is null:
                RuleLinker.LinkComputed(references, index, word.Attribute);
                break;
        }
    }
}
