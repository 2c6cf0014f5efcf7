using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads how fields are encrypted.</summary>
internal static class EncryptionParser
{
    private const int BlockSize = 16;

    // What packets.spec can hold between brackets.
    private static readonly Regex Label = new("^[A-Za-z0-9._-]{1,64}\\z", RegexOptions.CultureInvariant);

    public static void Parse(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        foreach (ParsedField field in fields)
        {
            if (field.Words.Find("Encrypted") is { } attribute)
                Parse(type, fields, field, attribute, diagnostics);
            if (field.Words.Find("SyntheticIv") is { } synthetic)
                ParseLabel(field, synthetic, diagnostics);
        }
    }

    private static void Parse(
        INamedTypeSymbol type, List<ParsedField> fields, ParsedField field, AttributeData attribute, DiagnosticSink diagnostics)
    {
        if (KnownAttributes.OnlyArgument(attribute) is not { } role)
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        var plaintext = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Plaintext").Value.Value as ITypeSymbol;
        FieldSpec spec = field.Spec;
        if (spec.Shape is not (FieldShape.Domain or FieldShape.Bytes) || spec.IsText)
        {
            diagnostics.Report(Descriptors.CannotBeEncrypted, field.Location, field.Symbol.Name, spec.TypeShortName);
            return;
        }

        string ivName = KnownAttributes.Argument(attribute, "Iv", "");
        ParsedField? iv = fields.FirstOrDefault(f => f.Symbol.Name == ivName);
        if (iv is null && ivName.Length > 0 && type.GetMembers(ivName).Any(m => m is IFieldSymbol { IsStatic: false, IsConst: false }))
        {
            // The field was refused, which has been reported.
            diagnostics.ReportNothingButStop();
            return;
        }

        if (iv?.Spec is not { Shape: FieldShape.Domain, IsText: false, Size: BlockSize } || iv.Words.Has("Encrypted"))
        {
            diagnostics.Report(Descriptors.WrongIv, field.Location, field.Symbol.Name, ivName, type.Name);
            return;
        }

        bool unpadded = KnownAttributes.Argument(attribute, "Padding", default(byte)) == 1;
        MeasuredType? measured = plaintext is INamedTypeSymbol named ? new TypeMeasurer(type).Measure(named) : null;
        if (plaintext?.TypeKind == TypeKind.Error || measured is { IsBroken: true })
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        bool isText = plaintext?.SpecialType == SpecialType.System_String;
        bool fits = spec.IsVariable ? plaintext is null || isText : measured is { Kind: FieldShape.Domain };
        if (!fits)
        {
            diagnostics.Report(Descriptors.WrongPlaintext, field.Location, field.Symbol.Name, plaintext?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "");
            return;
        }

        if (measured?.Size is { } size)
        {
            int expected = unpadded ? size : (size / BlockSize * BlockSize) + BlockSize;
            if (spec.Size != expected || expected % BlockSize != 0)
            {
                diagnostics.Report(
                    Descriptors.WrongCiphertextSize, field.Location, field.Symbol.Name, spec.Size, plaintext!.Name, size,
                    expected % BlockSize == 0 ? expected.ToString() : "no whole blocks", unpadded ? "no padding" : "PKCS #7 padding");
                return;
            }
        }

        field.Spec = spec with
        {
            Encryption = new EncryptionSpec(
                RoleOf(attribute, role),
                iv.Spec.Name,
                iv.Spec.TypeFullName,
                measured is null ? null : TypeNames.Full(plaintext!),
                isText,
                (plaintext is null || isText || DeclaredType.IsPublic(plaintext)) && DeclaredType.IsPublic(iv.Symbol.Type),
                unpadded ? "None" : "Pkcs7"),
        };
    }

    private static void ParseLabel(ParsedField field, AttributeData attribute, DiagnosticSink diagnostics)
    {
        if (References.First(attribute) is not { Kind: not TypedConstantKind.Error } given)
        {
            diagnostics.ReportNothingButStop();
            return;
        }

        string label = given.Value as string ?? "";
        if (Label.IsMatch(label))
            field.Spec = field.Spec with { SyntheticIv = label };
        else
            diagnostics.Report(Descriptors.WrongValue, field.Location, "SyntheticIv", field.Symbol.Name, $"\"{label}\"", "is no label: 1 to 64 letters, digits, '.', '_' and '-'");
    }

    /// <summary>The name of the enum value; its number if it has none.</summary>
    private static string RoleOf(AttributeData attribute, object value)
    {
        ISymbol? member = attribute.AttributeClass?.TypeArguments.FirstOrDefault()?.GetMembers()
            .FirstOrDefault(m => m is IFieldSymbol { HasConstantValue: true } f && Equals(f.ConstantValue, value));
        return member?.Name ?? "Role" + value.ToString().Replace("-", "Minus");
    }
}
