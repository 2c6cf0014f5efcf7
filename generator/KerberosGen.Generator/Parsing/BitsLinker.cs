using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Brings neighbouring bit fields together into the integers that they share.</summary>
internal static class BitsLinker
{
    public static void Link(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        int at = 0;
        while (at < fields.Count)
        {
            if (BitsOf(fields[at], diagnostics) is null)
            {
                at++;
                continue;
            }

            int start = at++;
            while (at < fields.Count && BitsOf(fields[at], diagnostics) is not null && !BeginsInteger(fields[at]))
                at++;
            Share(type, fields.GetRange(start, at - start), diagnostics);
        }
    }

    private static bool BeginsInteger(ParsedField field) =>
        KnownAttributes.Argument(field.Words.Find("Bits")!, "NewInteger", false) || field.Spec.PadBefore > 0 || field.Spec.Align > 0;

    private static int? BitsOf(ParsedField field, DiagnosticSink diagnostics)
    {
        if (field.Words.Find("Bits") is not { } attribute || Words.Misplaced("Bits", field.Spec) is not null)
            return null;
        if (KnownAttributes.OnlyArgument(attribute) is int count)
            return count;
        diagnostics.ReportNothingButStop();
        return null;
    }

    private static void Share(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        int sum = 0;
        foreach (ParsedField field in fields)
        {
            int count = (int)KnownAttributes.OnlyArgument(field.Words.Find("Bits")!)!;
            int most = field.Spec.Shape == FieldShape.Boolean ? 1 : field.Spec.NaturalSize * 8;
            if (count < 1 || count > most)
            {
                diagnostics.Report(
                    Descriptors.WrongNumber, field.Location, $"Bits({count})", field.Symbol.Name,
                    most == 1 ? "a bool takes 1 bit" : $"'{field.Spec.TypeShortName}' takes 1 to {most} bits");
                return;
            }

            sum += count;
        }

        if (sum is not (8 or 16 or 32 or 64))
        {
            diagnostics.Report(
                Descriptors.BitsSum, fields[0].Location, string.Join(", ", fields.Select(f => f.Symbol.Name)), type.Name, sum);
            return;
        }

        bool isBigEndian = fields[0].Spec.IsBigEndian;
        int before = 0;
        foreach (ParsedField field in fields)
        {
            int count = (int)KnownAttributes.OnlyArgument(field.Words.Find("Bits")!)!;
            bool isFirst = field == fields[0];
            field.Spec = field.Spec with
            {
                Bits = new BitsSpec(count, isBigEndian ? sum - before - count : before, sum / 8, isFirst),
                Size = isFirst ? sum / 8 : 0,
                IsBigEndian = isBigEndian,
            };
            before += count;
        }
    }
}
