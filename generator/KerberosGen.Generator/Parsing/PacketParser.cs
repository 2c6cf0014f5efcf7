using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads packets: structures, headers, requests and responses.</summary>
internal static class PacketParser
{
    public const int MaxFixedSize = 500_000;

    public static Parsed<PacketSpec> Parse(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!DeclaredType.IsFirst(type, attribute))
            return default;
        var diagnostics = new DiagnosticSink();
        string attributeName = KnownAttributes.NameOf(attribute) ?? "";
        string fullName = DeclaredType.FullNameOf(type);
        Location location = DeclaredType.LocationOf(type);
        if (!DeclaredType.Check(type, diagnostics))
            return new Parsed<PacketSpec>(fullName, null, diagnostics.ToImmutable(), null);
        object? argument = KnownAttributes.OnlyArgument(attribute);
        if (attributeName is not ("Packet" or "Union") && argument is null)
            diagnostics.ReportNothingButStop();

        PacketKind kind = KindOf(attributeName);
        List<ParsedField> fields = FieldParser.ParseAll(type, kind, new TypeMeasurer(type), diagnostics);
        FieldLinker.Link(type, kind, fields, diagnostics);
        EncryptionParser.Parse(type, fields, diagnostics);
        CheckNames(type, kind, fields, diagnostics);
        CheckShape(type, kind, fields, diagnostics);
        if (kind == PacketKind.Header)
            CheckHeader(type, fields, diagnostics);
        if (KnownAttributes.Find(type, "Align") is { } align)
            CheckAlign(type, kind, align, diagnostics);
        Diagnostic? shared = CatalogNameTaken(type);
        if (!diagnostics.IsEmpty || shared is not null)
            return new Parsed<PacketSpec>(fullName, null, diagnostics.ToImmutable(), null) { Shared = shared, Stub = StubOf(type, kind, argument) };

        Placed placed = Placed.Place(type, kind, fields);
        if (placed.MinSize > MaxFixedSize)
        {
            diagnostics.Report(Descriptors.TooLarge, location, type.Name, placed.MinSize);
            return new Parsed<PacketSpec>(fullName, null, diagnostics.ToImmutable(), null) { Stub = StubOf(type, kind, argument) };
        }

        if (!SyntheticIvChecker.Check(type, fields, placed, diagnostics))
            return new Parsed<PacketSpec>(fullName, null, diagnostics.ToImmutable(), null) { Stub = StubOf(type, kind, argument) };

        var spec = new PacketSpec(
            DeclaredType.NameOf(type),
            Summary.Of(type),
            kind,
            DirectionOf(attributeName, argument),
            kind == PacketKind.Message ? (ushort)argument! : null,
            KnownAttributes.Argument<string?>(attribute, "Layout", null),
            type.IsRefLikeType,
            placed.MinSize,
            placed.Size,
            new EquatableArray<FieldSpec>(placed.Fields))
        {
            HasOwnLayout = type.GetAttributes().Any(a => a.AttributeClass?.Name == "StructLayoutAttribute"),
            Align = placed.Align,
            IsPaddingIgnored = placed.IsPaddingIgnored,
            EndPadding = placed.EndPadding,
            HasValidate = placed.HasValidate,
        };
        return new Parsed<PacketSpec>(fullName, spec, ImmutableArray<Diagnostic>.Empty, location);
    }

    public static PacketKind KindOf(string attributeName) => attributeName switch
    {
        "Packet" => PacketKind.Structure,
        "Header" => PacketKind.Header,
        "Union" => PacketKind.Union,
        _ => PacketKind.Message,
    };

    private static StubSpec StubOf(INamedTypeSymbol type, PacketKind kind, object? argument) => new(
        DeclaredType.NameOf(type),
        kind,
        argument as ushort?,
        type.IsRefLikeType,
        new EquatableArray<string>(type.GetMembers().Where(m => !m.IsImplicitlyDeclared).Select(m => m.Name).Append(type.Name).Distinct().ToImmutableArray()));

    private static string? DirectionOf(string attributeName, object? argument) => attributeName switch
    {
        "Packet" or "Union" => null,
        "Header" => argument is (byte)1 ? "Response" : "Request",
        _ => attributeName,
    };

    private static void CheckNames(INamedTypeSymbol type, PacketKind kind, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        var generated = new HashSet<string>(
            fields.Where(f => f.Spec.Encryption is not null && f.Spec.IsVariable).Select(f => $"Sealed{f.Symbol.Name}Size"));
        if (ReservedNames.IsReservedInPacket(type.Name, kind) || generated.Contains(type.Name))
            diagnostics.Report(Descriptors.ReservedName, DeclaredType.LocationOf(type), type.Name, DeclaredType.NamespaceOf(type));
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared)
                continue;
            if (ReservedNames.IsReservedInPacket(member.Name, kind) || generated.Contains(member.Name))
                diagnostics.Report(Descriptors.ReservedName, member.Locations.FirstOrDefault(), member.Name, type.Name);
        }

        for (int i = 0; i < fields.Count; i++)
        {
            ParsedField? same = fields.Take(i).FirstOrDefault(f => f.Spec.WireName == fields[i].Spec.WireName);
            if (same is not null)
                diagnostics.Report(Descriptors.SameWireName, fields[i].Location, same.Symbol.Name, fields[i].Symbol.Name, type.Name, same.Spec.WireName);
        }

        if (kind != PacketKind.Header)
            return;
        string handler = HandlerNames.Of(type.Name);
        if (type.ContainingNamespace.GetTypeMembers(handler, 2).FirstOrDefault() is { } handlerTaken)
            diagnostics.Report(Descriptors.NameTaken, handlerTaken.Locations.FirstOrDefault(), handler, type.Name, DeclaredType.NamespaceOf(type));
    }

    private static Diagnostic? CatalogNameTaken(INamedTypeSymbol type)
    {
        const string catalog = "PacketCatalog";
        ISymbol? taken = type.ContainingNamespace.GetMembers(catalog).FirstOrDefault(m => m is not INamedTypeSymbol { Arity: > 0 });
        return taken is null
            ? null
            : Diagnostic.Create(Descriptors.NameTaken, taken.Locations.FirstOrDefault(), catalog, type.Name, DeclaredType.NamespaceOf(type));
    }

    private static void CheckShape(INamedTypeSymbol type, PacketKind kind, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        Location location = DeclaredType.LocationOf(type);
        ParsedField? view = fields.FirstOrDefault(f => f.Spec.IsView);
        if (kind == PacketKind.Header && fields.FirstOrDefault(f => f.Spec.IsVariable || f.Spec.IsView) is { } variable)
            diagnostics.Report(Descriptors.UnsupportedType, variable.Location, variable.Symbol.Name, type.Name, variable.Spec.TypeShortName);
        else if (view is not null && !type.IsRefLikeType)
            diagnostics.Report(Descriptors.VariableInPlainStruct, location, type.Name, view.Symbol.Name);
        else if (view is null && type.IsRefLikeType && diagnostics.IsEmpty)
            diagnostics.Report(Descriptors.NeedlessRef, location, type.Name);

        if (type.DeclaringSyntaxReferences.Count(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Members.Any(IsWireField)) > 1)
            diagnostics.Report(Descriptors.SeveralParts, location, type.Name);

        static bool IsWireField(MemberDeclarationSyntax member) =>
            member is FieldDeclarationSyntax field
            && !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword);
    }

    private static void CheckAlign(INamedTypeSymbol type, PacketKind kind, AttributeData align, DiagnosticSink diagnostics)
    {
        if (kind == PacketKind.Union)
            diagnostics.Report(Descriptors.ConflictingAttributes, DeclaredType.LocationOf(type), type.Name, "Union", "Align");
        else
            WordParser.Alignment(align, type, DeclaredType.LocationOf(type), diagnostics);
    }

    private static void CheckHeader(INamedTypeSymbol type, List<ParsedField> fields, DiagnosticSink diagnostics)
    {
        if (fields.Count(f => f.Spec is { Role: "Code", Integer: "ushort" }) != 1 || fields.Count(f => f.Spec.Role == "Code") != 1)
            diagnostics.Report(Descriptors.HeaderField, DeclaredType.LocationOf(type), type.Name, "ushort", "Code");
        if (fields.Count(f => f.Spec is { Role: "PayloadSize", Integer: "uint" }) != 1 || fields.Count(f => f.Spec.Role == "PayloadSize") != 1)
            diagnostics.Report(Descriptors.HeaderField, DeclaredType.LocationOf(type), type.Name, "uint", "PayloadSize");
    }
}
