using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// Checks that a synthetic IV can be made and verified: with one key, at a known place, of bytes that are the same before anything
/// is encrypted and after everything is decrypted.
/// </summary>
internal static class SyntheticIvChecker
{
    /// <summary>False if a mistake is reported: the first, since the others may follow from it.</summary>
    public static bool Check(INamedTypeSymbol type, List<ParsedField> fields, Placed placed, DiagnosticSink diagnostics)
    {
        foreach (ParsedField iv in fields.Where(f => f.Spec.SyntheticIv is not null))
            Check(type, iv, fields, placed, diagnostics);
        return diagnostics.IsEmpty;
    }

    private static void Check(INamedTypeSymbol type, ParsedField iv, List<ParsedField> fields, Placed placed, DiagnosticSink diagnostics)
    {
        string name = iv.Symbol.Name;
        List<ParsedField> encrypted = fields.Where(f => f.Spec.Encryption is not null).ToList();
        ParsedField? own = encrypted.Find(f => f.Spec.Encryption!.IvField == iv.Spec.Name);
        if (own is null)
        {
            diagnostics.Report(Descriptors.IdleSyntheticIv, iv.Location, name, type.Name);
            return;
        }

        if (encrypted.Find(f => f.Spec.Encryption!.IvField != iv.Spec.Name) is { } other)
            diagnostics.Report(Descriptors.SeveralIvs, iv.Location, name, other.Symbol.Name, type.Name, SymbolNameOf(fields, other.Spec.Encryption!.IvField));
        else if (encrypted.Find(f => f.Spec.Encryption!.Role != own.Spec.Encryption!.Role) is { } foreign)
            diagnostics.Report(Descriptors.SeveralKeys, iv.Location, name, own.Symbol.Name, own.Spec.Encryption!.Role, foreign.Symbol.Name, foreign.Spec.Encryption!.Role);
        else if (placed.Fields[fields.IndexOf(iv)].Offset is null)
            diagnostics.Report(Descriptors.LateSyntheticIv, iv.Location, name, fields.First(f => f.Spec.Size is null || f.Spec.IsConditional).Symbol.Name);
        else if (fields.Select(f => (Field: f, Why: WhyUnknown(f))).FirstOrDefault(f => f.Why is not null) is { Why: { } why } unknown)
            diagnostics.Report(Descriptors.CannotBeProved, iv.Location, name, unknown.Field.Symbol.Name, type.Name, why);
        else if (placed.IsPaddingIgnored)
            diagnostics.Report(Descriptors.CannotBeProved, iv.Location, name, fields[fields.Count - 1].Symbol.Name, type.Name, "is followed by padding that is ignored: remove Ignored = true");
    }

    private static string? WhyUnknown(ParsedField field) => field.Spec switch
    {
        { Checksum: not null } => "is a checksum of what is sent: remove it, the IV proves more",
        { Computed: not null } => "is computed, perhaps from what is encrypted: give it its value before sealing",
        { Encryption: not null, IsConditional: true } => "is encrypted and may be absent: move it to a packet of its own",
        { IsPaddingIgnored: true } => "stands behind padding that is ignored: remove Ignored = true",
        _ => null,
    };

    private static string SymbolNameOf(List<ParsedField> fields, string name) => fields.First(f => f.Spec.Name == name).Symbol.Name;
}
