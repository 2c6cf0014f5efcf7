using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads the words on one field that need no other field: where they may stand, sizes, forms.</summary>
internal static class WordParser
{
    private const int MaxPadding = 65_535;

    public static void Parse(INamedTypeSymbol owner, PacketKind kind, ParsedField field, DiagnosticSink diagnostics)
    {
        if (Words.Clash(field.Words) is { } clash)
        {
            diagnostics.Report(Descriptors.ConflictingAttributes, field.Location, field.Symbol.Name, clash.One, clash.Other);
            return;
        }

        foreach (Word word in field.Words.All)
        {
            if (Misplaced(word.Name, kind, field) is { } where)
                diagnostics.Report(Descriptors.MisplacedWord, field.Location, word.Name, field.Symbol.Name, field.Spec.TypeShortName, where);
            else
                field.Spec = Read(word, kind, field, diagnostics);
        }

        Require(owner, kind, field, diagnostics);
    }

    private static string? Misplaced(string word, PacketKind kind, ParsedField field) => word switch
    {
        "Case" or "Otherwise" => kind == PacketKind.Union ? null : "a field of a [Union]",
        "Code" or "PayloadSize" => kind == PacketKind.Header ? null : "a field of a [Header]",
        "LengthOf" or "CountOf" or "PacketLength" when kind == PacketKind.Union => "a field of a packet, not of a [Union]",
        "Checksum" or "Computed" or "Encrypted" or "SyntheticIv" or "Bits" when kind == PacketKind.Union => "a field of a packet, not of a [Union]",
        "SyntheticIv" when kind == PacketKind.Header => "a field of a packet, not of a [Header]",
        _ => Words.Misplaced(word, field.Spec),
    };

    private static FieldSpec Read(Word word, PacketKind kind, ParsedField field, DiagnosticSink diagnostics)
    {
        FieldSpec spec = field.Spec;
        AttributeData attribute = word.Attribute;
        switch (word.Name)
        {
            case "Width":
                return ReadWidth(field, attribute, diagnostics);
            case "Leb128":
                return spec with { IsLeb128 = true, Size = null };
            case "Closed":
                return spec with { IsClosed = true };
            case "Text":
                return spec with { IsText = true, Encoding = DomainTypeParser.NameOfEncoding(KnownAttributes.OnlyArgument(attribute)) };
            case "NulTerminated":
                return spec with { IsNulTerminated = true };
            case "UnixTime":
                return spec with { TimeUnit = KnownAttributes.OnlyArgument(attribute) is (byte)1 ? "Milliseconds" : "Seconds" };
            case "PadBefore" when Number(field, word, 1, MaxPadding, diagnostics) is { } bytes:
                return spec with { PadBefore = bytes, IsPaddingIgnored = spec.IsPaddingIgnored || KnownAttributes.Argument(attribute, "Ignored", false) };
            case "Align" when Alignment(attribute, field.Symbol, field.Location, diagnostics) is { } multiple:
                return spec with { Align = multiple, IsPaddingIgnored = spec.IsPaddingIgnored || KnownAttributes.Argument(attribute, "Ignored", false) };
            case "LengthPrefix" when Number(field, word, 0, 8, diagnostics) is { } width:
                if (width > 0 || !KnownAttributes.Argument(attribute, "Inclusive", false))
                    return spec with { Prefix = new PrefixSpec(false, width, KnownAttributes.Argument(attribute, "Inclusive", false) ? width : 0) };
                diagnostics.Report(Descriptors.WrongNumber, field.Location, "LengthPrefix(Prefix.Leb128)", field.Symbol.Name, "its size depends on its value, so it cannot count itself: remove Inclusive");
                return spec;
            case "CountPrefix" when Number(field, word, 0, 8, diagnostics) is { } width:
                return spec with { Prefix = new PrefixSpec(true, width, 0) };
            case "Otherwise":
                return spec with { IsOtherwise = true };
            case "Code" or "PayloadSize" when kind == PacketKind.Header:
                return spec with { Role = word.Name };
            case "PacketLength":
                return spec with { Role = "PacketLength", Adjust = KnownAttributes.Argument(attribute, "Adjust", 0) };
            default:
                return spec;
        }
    }

    /// <summary>The multiple of an <c>[Align]</c> on a field or a packet; null if it is reported.</summary>
    public static int? Alignment(AttributeData attribute, ISymbol symbol, Location? location, DiagnosticSink diagnostics)
    {
        switch (KnownAttributes.OnlyArgument(attribute))
        {
            case 2 or 4 or 8 or 16:
                return (int)KnownAttributes.OnlyArgument(attribute)!;
            case int other:
                diagnostics.Report(Descriptors.WrongNumber, location, $"Align({other})", symbol.Name, "it is 2, 4, 8 or 16");
                return null;
            default:
                diagnostics.ReportNothingButStop();
                return null;
        }
    }

    private static FieldSpec ReadWidth(ParsedField field, AttributeData attribute, DiagnosticSink diagnostics)
    {
        FieldSpec spec = field.Spec;
        if (KnownAttributes.OnlyArgument(attribute) is not int width)
        {
            diagnostics.ReportNothingButStop();
            return spec;
        }

        if (spec.Shape == FieldShape.Time)
        {
            if (width is 4 or 8)
                return spec with { Size = width, IsSigned = width == 8, Integer = width == 8 ? "long" : "uint", NaturalSize = width };
            diagnostics.Report(Descriptors.WrongNumber, field.Location, $"Width({width})", field.Symbol.Name, "a time takes 4 or 8 bytes");
            return spec;
        }

        if (width >= 1 && width <= spec.NaturalSize)
            return spec with { Size = width };
        diagnostics.Report(Descriptors.WrongNumber, field.Location, $"Width({width})", field.Symbol.Name, $"'{spec.TypeShortName}' takes 1 to {spec.NaturalSize} bytes");
        return spec;
    }

    private static int? Number(ParsedField field, Word word, int min, int max, DiagnosticSink diagnostics)
    {
        if (KnownAttributes.OnlyArgument(word.Attribute) is not int number)
        {
            diagnostics.ReportNothingButStop();
            return null;
        }

        if (number >= min && number <= max)
            return number;
        diagnostics.Report(Descriptors.WrongNumber, field.Location, $"{word.Name}({number})", field.Symbol.Name, $"it is {min} to {max}");
        return null;
    }

    private static void Require(INamedTypeSymbol owner, PacketKind kind, ParsedField field, DiagnosticSink diagnostics)
    {
        if (field.Spec.Shape == FieldShape.Time && !field.Words.Has("UnixTime"))
            diagnostics.Report(Descriptors.NoTimeUnit, field.Location, field.Symbol.Name);
        if (field.Spec.Shape == FieldShape.Union && !field.Words.Has("ChosenBy"))
            diagnostics.Report(Descriptors.NoChooser, field.Location, field.Symbol.Name, field.Spec.TypeShortName);
        if (kind == PacketKind.Union && !field.Words.Has("Case") && !field.Words.Has("Otherwise"))
            diagnostics.Report(Descriptors.NoCase, field.Location, field.Symbol.Name, owner.Name);
    }
}
