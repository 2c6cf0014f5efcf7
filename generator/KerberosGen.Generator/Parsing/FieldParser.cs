using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using KerberosGen.Generator.Diagnostics;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Reads the fields of a packet, each by itself.</summary>
internal static class FieldParser
{
    public static List<ParsedField> ParseAll(INamedTypeSymbol type, PacketKind kind, DiagnosticSink diagnostics)
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

            if (Parse(type, field, bigEndian, diagnostics) is { } parsed)
                fields.Add(kind == PacketKind.Header ? WithHeaderRole(parsed) : parsed);
        }

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

    private static ParsedField? Parse(INamedTypeSymbol owner, IFieldSymbol field, bool bigEndian, DiagnosticSink diagnostics)
    {
        ITypeSymbol type = field.Type;
        var spec = new FieldSpec(
            DeclaredType.Escape(field.Name),
            WireNames.Of(field.Name),
            Summary.Of(field),
            FieldShape.Integer,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            Offset: null,
            Size: null)
        {
            IsBigEndian = bigEndian || KnownAttributes.Find(field, "BigEndian") is not null,
            IsSecret = KnownAttributes.Find(field, "Secret") is not null,
        };

        if (IntegerSize(type.SpecialType) is { } integerSize)
            return new ParsedField(field, AsInteger(spec, type, integerSize), 1);
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } enumeration
            && IntegerSize(underlying.SpecialType) is { } enumSize)
        {
            return new ParsedField(
                field, AsInteger(spec, underlying, enumSize) with { Shape = FieldShape.Enum, Members = MembersOf(enumeration) }, 1);
        }

        if (type is INamedTypeSymbol named)
        {
            if (IsSpanOfBytes(named))
                return new ParsedField(field, spec with { Shape = FieldShape.Bytes }, 1);
            if (IsPacketList(named))
                return ParseList(owner, field, named, spec, diagnostics);
            if (MeasuredType.Of(named) is { } measured)
            {
                if (measured.IsRecursive)
                {
                    if (Containment.IsCircleOf(owner, named))
                        diagnostics.Report(Descriptors.Recursive, field.Locations.FirstOrDefault(), owner.Name, field.Name);
                    else
                        diagnostics.ReportNothingButStop();
                    return null;
                }

                if (measured.Size is { } size)
                {
                    FieldSpec shaped = spec with
                    {
                        Shape = measured.IsPacket ? FieldShape.Packet : FieldShape.Domain,
                        Size = size,
                        IsText = measured.IsText,
                        IsSecret = spec.IsSecret || measured.IsSecret,
                    };
                    return new ParsedField(field, shaped, measured.Leaves);
                }
            }
        }

        Refuse(owner, field, type, spec, diagnostics);
        return null;
    }

    private static void Refuse(INamedTypeSymbol owner, IFieldSymbol field, ITypeSymbol content, FieldSpec spec, DiagnosticSink diagnostics)
    {
        // The compiler reports a type that does not exist better than we could, and a declared type with a mistake in it is
        // reported where the mistake is.
        bool isReported = content.TypeKind == TypeKind.Error
            || (content is INamedTypeSymbol { IsRefLikeType: false } named && MeasuredType.Of(named) is { Size: null });
        if (isReported)
            diagnostics.ReportNothingButStop();
        else
            diagnostics.Report(Descriptors.UnsupportedType, field.Locations.FirstOrDefault(), field.Name, owner.Name, spec.TypeShortName);
    }

    private static ParsedField? ParseList(
        INamedTypeSymbol owner, IFieldSymbol field, INamedTypeSymbol list, FieldSpec spec, DiagnosticSink diagnostics)
    {
        ITypeSymbol entry = list.TypeArguments[0];
        if (entry is INamedTypeSymbol named && MeasuredType.Of(named) is { Size: > 0, IsRecursive: false } measured)
        {
            FieldSpec shaped = spec with
            {
                Shape = FieldShape.List,
                EntrySize = measured.Size!.Value,
                EntryFullName = entry.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                EntryIsPacket = measured.IsPacket,
            };
            return new ParsedField(field, shaped, 1);
        }

        Refuse(owner, field, entry, spec, diagnostics);
        return null;
    }

    private static FieldSpec AsInteger(FieldSpec spec, ITypeSymbol integer, int size) => spec with
    {
        Size = size,
        Integer = integer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        IsSigned = integer.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64,
    };

    private static ParsedField WithHeaderRole(ParsedField field)
    {
        if (KnownAttributes.Find(field.Symbol, "Code") is not null)
            field.Spec = field.Spec with { Role = "Code" };
        else if (KnownAttributes.Find(field.Symbol, "PayloadSize") is not null)
            field.Spec = field.Spec with { Role = "PayloadSize" };
        return field;
    }

    private static EquatableArray<EnumMemberSpec> MembersOf(INamedTypeSymbol enumeration)
    {
        ImmutableArray<EnumMemberSpec>.Builder members = ImmutableArray.CreateBuilder<EnumMemberSpec>();
        foreach (ISymbol member in enumeration.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: { } value })
                members.Add(new EnumMemberSpec(member.Name, value is ulong big ? unchecked((long)big) : Convert.ToInt64(value)));
        }

        return new EquatableArray<EnumMemberSpec>(members.ToImmutable());
    }

    public static int? IntegerSize(SpecialType type) => type switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte => 1,
        SpecialType.System_UInt16 or SpecialType.System_Int16 => 2,
        SpecialType.System_UInt32 or SpecialType.System_Int32 => 4,
        SpecialType.System_UInt64 or SpecialType.System_Int64 => 8,
        _ => null,
    };

    public static bool IsSpanOfBytes(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments.Length: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static bool IsPacketList(INamedTypeSymbol type) =>
        type is { Name: "PacketList", TypeArguments.Length: 1, ContainingNamespace: { Name: "Codec", ContainingNamespace.Name: KnownAttributes.Namespace } };
}
