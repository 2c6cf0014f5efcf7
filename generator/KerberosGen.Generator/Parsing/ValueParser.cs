using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads the words that say which values a field may have, once it is known how many bits they take.</summary>
internal static class ValueParser
{
    public static void Parse(ParsedField field, DiagnosticSink diagnostics)
    {
        if (field.Words.All.Count == 0)
            return;
        if (field.Words.Find("Constant") is { } constant && Words.Misplaced("Constant", field.Spec) is null)
            ReadConstant(field, constant, diagnostics);
        if (field.Words.Find("OneOf") is { } oneOf && Words.Misplaced("OneOf", field.Spec) is null)
            field.Spec = field.Spec with { OneOf = ReadValues(field, "OneOf", oneOf, 0, field.Spec, diagnostics) };
        if (field.Words.Find("Range") is { } range && Words.Misplaced("Range", field.Spec) is null)
            ReadRange(field, range, diagnostics);
        if (field.Words.Find("Case") is { } cases)
            field.Spec = field.Spec with { Cases = ReadValues(field, "Case", cases, 0, null, diagnostics) };
    }

    /// <summary>The values of a word's <c>params</c>; if a field is given, each must fit it.</summary>
    public static EquatableArray<long> ReadValues(
        ParsedField field, string word, AttributeData attribute, int argument, FieldSpec? holder, DiagnosticSink diagnostics)
    {
        if (attribute.ConstructorArguments.Length <= argument)
        {
            diagnostics.ReportNothingButStop();
            return default;
        }

        TypedConstant given = attribute.ConstructorArguments[argument];
        if (given.Kind == TypedConstantKind.Error)
        {
            diagnostics.ReportNothingButStop();
            return default;
        }

        if (AttributeValues.AsIntegers(given) is not { } values)
        {
            Report(field, word, given, "holds something else than integers, enum values and bools", diagnostics);
            return default;
        }

        if (values.IsEmpty)
        {
            Report(field, word, given, "is empty: give at least one", diagnostics);
            return default;
        }

        for (int i = 0; holder is not null && i < values.Length; i++)
        {
            if (!AttributeValues.Fits(holder, values[i], AttributeValues.IsUnsignedBig(given.Values[i])))
                Report(field, word, given.Values[i], $"'{holder.TypeShortName}' cannot hold here", diagnostics);
        }

        return new EquatableArray<long>(values);
    }

    public static void Report(ParsedField field, string word, TypedConstant value, string why, DiagnosticSink diagnostics) =>
        diagnostics.Report(Descriptors.WrongValue, field.Location, word, field.Symbol.Name, AttributeValues.Quote(value), why);

    private static void ReadConstant(ParsedField field, AttributeData attribute, DiagnosticSink diagnostics)
    {
        if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        TypedConstant value = attribute.ConstructorArguments[0];
        FieldSpec spec = field.Spec;
        if (spec.Shape == FieldShape.Domain)
        {
            if (BytesOf(value) is not { } bytes)
                Report(field, "Constant", value, "is neither text nor bytes", diagnostics);
            else if (bytes.Length > spec.Size || (bytes.Length < spec.Size && !spec.IsText))
                Report(field, "Constant", value, $"has {bytes.Length} bytes, not the {spec.Size} of '{spec.TypeShortName}'", diagnostics);
            else
                field.Spec = spec with { ConstantBytes = new EquatableArray<byte>(bytes.AddRange(new byte[spec.Size!.Value - bytes.Length])) };
        }
        else if (AttributeValues.AsInteger(value) is not { } integer || !AttributeValues.Fits(spec, integer, AttributeValues.IsUnsignedBig(value)))
        {
            Report(field, "Constant", value, $"'{spec.TypeShortName}' cannot hold here", diagnostics);
        }
        else
        {
            field.Spec = spec with { ConstantValue = integer };
        }
    }

    private static ImmutableArray<byte>? BytesOf(TypedConstant value)
    {
        if (value is { Kind: TypedConstantKind.Primitive, Value: string text })
            return Encoding.UTF8.GetBytes(text).ToImmutableArray();
        if (value.Kind != TypedConstantKind.Array || value.IsNull)
            return null;
        ImmutableArray<byte>.Builder bytes = ImmutableArray.CreateBuilder<byte>(value.Values.Length);
        foreach (TypedConstant item in value.Values)
        {
            if (item.Value is not byte b)
                return null;
            bytes.Add(b);
        }

        return bytes.MoveToImmutable();
    }

    private static void ReadRange(ParsedField field, AttributeData attribute, DiagnosticSink diagnostics)
    {
        if (attribute.ConstructorArguments is not { Length: 2 } arguments
            || arguments[0].Kind == TypedConstantKind.Error || arguments[1].Kind == TypedConstantKind.Error)
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        FieldSpec spec = field.Spec;
        bool isFloat = spec.Shape == FieldShape.Float;
        foreach (TypedConstant end in arguments)
        {
            bool fits = isFloat
                ? end.Value is long || (end.Value is double number && !double.IsNaN(number))
                : end.Value is long integer && AttributeValues.Fits(spec, integer, false);
            if (fits)
                continue;
            Report(field, "Range", end, $"'{spec.TypeShortName}' cannot hold here", diagnostics);
            return;
        }

        bool isEmpty = isFloat
            ? System.Convert.ToDouble(arguments[0].Value, CultureInfo.InvariantCulture) > System.Convert.ToDouble(arguments[1].Value, CultureInfo.InvariantCulture)
            : (long)arguments[0].Value! > (long)arguments[1].Value!;
        if (isEmpty)
            Report(field, "Range", arguments[0], $"is more than the largest value, {AttributeValues.Quote(arguments[1])}", diagnostics);
        else
            field.Spec = spec with { Range = new RangeSpec(Spell(arguments[0].Value!), Spell(arguments[1].Value!)) };
    }

    /// <summary>True if an integer is in the range.</summary>
    public static bool Holds(RangeSpec range, long value) => value >= Read(range.Min) && value <= Read(range.Max);

    private static long Read(string spelled) =>
        spelled == "long.MinValue" ? long.MinValue : long.Parse(spelled.TrimEnd('L'), CultureInfo.InvariantCulture);

    private static string Spell(object value) => value switch
    {
        double d when double.IsPositiveInfinity(d) => "double.PositiveInfinity",
        double d when double.IsNegativeInfinity(d) => "double.NegativeInfinity",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
        long.MinValue => "long.MinValue",
        _ => ((long)value).ToString(CultureInfo.InvariantCulture) + "L",
    };
}
