using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Joins fields with the values that bring them, choose among them or end them.</summary>
internal static class ConditionLinker
{
    public static void Link(References references, int index, Word word)
    {
        ParsedField field = references.Fields[index];
        int found = references.Find(field, word.Name, References.First(word.Attribute));
        if (found < 0)
            return;
        ParsedField control = references.Fields[found];
        DiagnosticSink diagnostics = references.Diagnostics;
        if (!CanDecide(control.Spec) || (word.Name != "When" && control.Spec.Shape == FieldShape.Boolean))
        {
            string kinds = word.Name == "When" ? "an integer, an enum or a bool" : "an integer or an enum";
            diagnostics.Report(Descriptors.WrongControl, field.Location, word.Name, field.Symbol.Name, control.Symbol.Name, control.Spec.TypeShortName, kinds);
        }
        else if (found >= index)
        {
            diagnostics.Report(Descriptors.ControlOrder, field.Location, word.Name, field.Symbol.Name, control.Symbol.Name);
        }
        else if (word.Name == "ChosenBy")
        {
            field.Spec = field.Spec with { ChosenBy = control.Spec.Name };
        }
        else
        {
            ConditionSpec? condition = word.Name == "When"
                ? OneOf(field, "When", word.Attribute, control.Spec, diagnostics)
                : Flag(field, word.Attribute, control.Spec, diagnostics);
            if (condition is not null)
                field.Spec = field.Spec with { When = Add(field.Spec.When, condition) };
        }
    }

    public static void LinkUntil(References references, int index, AttributeData attribute)
    {
        ParsedField field = references.Fields[index];
        DiagnosticSink diagnostics = references.Diagnostics;
        if (References.First(attribute) is not { Kind: not TypedConstantKind.Error, Value: string name })
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        var entry = (INamedTypeSymbol)((INamedTypeSymbol)field.Symbol.Type).TypeArguments[0];
        var quiet = new DiagnosticSink();
        ParsedField? control = FieldParser.ParseAll(entry, PacketKind.Structure, new TypeMeasurer(entry), quiet, withSummaries: false)
            .FirstOrDefault(f => f.Symbol.Name == name);
        if (control is null)
            diagnostics.Report(Descriptors.UnknownReference, field.Location, "Until", field.Symbol.Name, name, entry.Name);
        else if (!CanDecide(control.Spec))
            diagnostics.Report(Descriptors.WrongControl, field.Location, "Until", field.Symbol.Name, name, control.Spec.TypeShortName, "an integer, an enum or a bool");
        else if (OneOf(field, "Until", attribute, control.Spec, diagnostics) is not { } condition)
            return;
        else if (condition.Values.All(value => NeverHas(control.Spec, value)))
            ValueParser.Report(field, "Until", attribute.ConstructorArguments[1], $"'{name}' of '{entry.Name}' never has, so that the sequence never ends", diagnostics);
        else
            field.Spec = field.Spec with { Until = Add(field.Spec.Until, condition) };
    }

    /// <summary>True if the field's own rules refuse the value.</summary>
    private static bool NeverHas(FieldSpec control, long value) =>
        (control.ConstantValue is { } constant && constant != value)
        || (control.OneOf.Count > 0 && !control.OneOf.Contains(value))
        || (control.IsClosed && !control.IsFlags && control.Members.All(m => m.Value != value))
        || (control.Range is { } range && !ValueParser.Holds(range, value));

    private static bool CanDecide(FieldSpec control) =>
        control.Shape is FieldShape.Integer or FieldShape.Enum or FieldShape.Boolean && control.NaturalSize <= 8;

    private static ConditionSpec? OneOf(ParsedField field, string word, AttributeData attribute, FieldSpec control, DiagnosticSink diagnostics)
    {
        EquatableArray<long> values = ValueParser.ReadValues(field, word, attribute, 1, control, diagnostics);
        return values.Count == 0 ? null : new ConditionSpec(control.Name, control.WireName, values, 0, control.Shape);
    }

    private static ConditionSpec? Flag(ParsedField field, AttributeData attribute, FieldSpec control, DiagnosticSink diagnostics)
    {
        if (attribute.ConstructorArguments.Length != 2 || attribute.ConstructorArguments[1].Kind == TypedConstantKind.Error)
        {
            diagnostics.ReportNothingButStop();
            return null;
        }

        TypedConstant given = attribute.ConstructorArguments[1];
        bool isBig = AttributeValues.IsUnsignedBig(given);
        if (AttributeValues.AsInteger(given) is { } mask && mask != 0 && AttributeValues.Fits(control with { IsSigned = false }, mask, isBig))
            return new ConditionSpec(control.Name, control.WireName, default, mask, control.Shape);
        ValueParser.Report(field, "WhenFlag", given, $"'{control.TypeShortName}' cannot have set", diagnostics);
        return null;
    }

    private static EquatableArray<ConditionSpec> Add(EquatableArray<ConditionSpec> conditions, ConditionSpec more) =>
        new(conditions.Append(more).ToImmutableArray());
}
