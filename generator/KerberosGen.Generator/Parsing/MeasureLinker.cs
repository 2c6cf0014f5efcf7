using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Parsing;

/// <summary>Joins lengths and counts with what they measure, and finds what nothing measures.</summary>
internal static class MeasureLinker
{
    public static void Link(References references, int index, Word word)
    {
        ParsedField measure = references.Fields[index];
        int target = references.Find(measure, word.Name, References.First(word.Attribute));
        if (target < 0)
            return;
        DiagnosticSink diagnostics = references.Diagnostics;
        ParsedField measured = references.Fields[target];
        FieldSpec spec = measured.Spec;
        string measureName = measure.Symbol.Name;
        string name = measured.Symbol.Name;
        bool isCount = word.Name == "CountOf";
        if (measure.Spec.Shape != FieldShape.Integer || measure.Spec.IsSigned || measure.Spec.NaturalSize > 8)
            diagnostics.Report(Descriptors.MeasureNotUnsigned, measure.Location, measureName, measure.Spec.TypeShortName);
        else if (spec.Size is not null)
            diagnostics.Report(Descriptors.WrongMeasure, measure.Location, word.Name, measureName, name, "of fixed size", "remove the attribute");
        else if (SelfMeasured(spec) is { } how)
            diagnostics.Report(Descriptors.WrongMeasure, measure.Location, word.Name, measureName, name, how, "keep one of them");
        else if (isCount && spec.Shape is not (FieldShape.List or FieldShape.Sequence))
            diagnostics.Report(Descriptors.WrongMeasure, measure.Location, word.Name, measureName, name, Describe(spec.Shape), "use [LengthOf]");
        else if (target < index)
            diagnostics.Report(Descriptors.MeasureOrder, measure.Location, measureName, name);
        else if (target == index)
            diagnostics.Report(Descriptors.WrongMeasure, measure.Location, word.Name, measureName, name, "the field itself", "name what it measures");
        else if (spec.MeasuredBy is { } other)
            diagnostics.Report(Descriptors.MeasuredTwice, measure.Location, other.TrimStart('@'), measureName, name);
        else
        {
            measured.Spec = spec with { MeasuredBy = measure.Spec.Name };
            measure.Spec = measure.Spec with { Role = isCount ? "Count" : "Length", Measures = spec.Name, Adjust = AdjustOf(measure, word) };
        }
    }

    /// <summary>Lengths that may be absent while what they measure is not.</summary>
    public static void CheckConditions(List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        foreach (ParsedField measure in fields.Where(f => f.Spec is { Measures: not null, IsConditional: true }))
        {
            ParsedField measured = fields.First(f => f.Spec.Name == measure.Spec.Measures);
            if (!measure.Spec.When.All(measured.Spec.When.Contains))
                diagnostics.Report(Descriptors.ConditionalMeasure, measure.Location, measure.Symbol.Name, measured.Symbol.Name);
        }
    }

    /// <summary>Parts that go on to the end although something stands behind them.</summary>
    public static void CheckEnds(List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        int length = fields.FindIndex(f => f.Spec.Role == "PacketLength");
        if (length >= 0)
        {
            if (fields.FindIndex(length + 1, f => f.Spec.Role == "PacketLength") is >= 0 and var second)
                diagnostics.Report(Descriptors.ConflictingAttributes, fields[second].Location, fields[length].Symbol.Name + "' and '" + fields[second].Symbol.Name, "PacketLength", "PacketLength");
            if (fields.Take(length).FirstOrDefault(f => f.Spec.IsVariable || f.Spec.Align > 0) is { } before)
                diagnostics.Report(Descriptors.LateLength, fields[length].Location, fields[length].Symbol.Name, before.Symbol.Name);
        }

        if (!diagnostics.IsEmpty)
            return;
        for (int i = 0; i < fields.Count - 1; i++)
        {
            if (!fields[i].Spec.IsGreedy)
                continue;
            List<ParsedField> behind = fields.GetRange(i + 1, fields.Count - i - 1);
            if (length >= 0 && behind.All(f => !f.Spec.IsVariable && f.Spec.Align == 0))
                fields[i].Spec = fields[i].Spec with { Tail = behind.Sum(f => f.Spec.Size!.Value + f.Spec.PadBefore) };
            else
                diagnostics.Report(
                    Descriptors.NoLength, fields[i].Location, fields[i].Symbol.Name,
                    fields[i].Spec.Shape is FieldShape.List or FieldShape.Sequence ? "CountOf" : "LengthOf");
            return;
        }
    }

    private static int AdjustOf(ParsedField measure, Word word)
    {
        if (word.Name == "CountOf")
            return 0;
        int adjust = KnownAttributes.Argument(word.Attribute, "Adjust", 0);
        bool isInclusive = KnownAttributes.Argument(word.Attribute, "Inclusive", false);
        return isInclusive ? adjust + (measure.Spec.Bits?.IntegerSize ?? measure.Spec.Size ?? 0) : adjust;
    }

    private static string? SelfMeasured(FieldSpec spec) =>
        spec.Prefix is not null ? "measured by its prefix"
        : spec.IsNulTerminated ? "ended by a NUL"
        : spec.Until.Count > 0 ? "ended by its last entry"
        : spec.IsLeb128 ? "as long as its value"
        : null;

    private static string Describe(FieldShape shape) => shape switch
    {
        FieldShape.Bytes => "bytes",
        FieldShape.Union => "a union",
        _ => "a packet",
    };
}
