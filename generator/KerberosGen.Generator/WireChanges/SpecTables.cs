using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using KerberosGen.Generator.Specs;
using KerberosGen.WireTables;

namespace KerberosGen.Generator.WireChanges;

/// <summary>Declarations in the words of <c>packets.spec</c>.</summary>
internal static class SpecTables
{
    public static WireTable Of(PacketSpec packet) => new(
        KindOf(packet.Kind, packet.Direction), Plain(packet.Type.Name), packet.MinSize, packet.Size, packet.Summary,
        packet.Fields.Select(f => RowOf(packet, f)).ToImmutableArray())
    {
        Code = packet.Kind == PacketKind.Message ? packet.Code : null,
        Announces = packet.Kind == PacketKind.Header ? MessagesOf(packet.Direction) : null,
        WireLayout = packet.WireLayout,
        Align = packet.Align,
        IsPaddingIgnored = packet.IsPaddingIgnored,
        HasOwnRules = packet.HasValidate,
    };

    /// <summary>The last part of a full name, as a person writes it.</summary>
    public static string ShortName(string fullName) => Plain(fullName.Substring(Math.Max(fullName.LastIndexOf('.'), fullName.LastIndexOf(':')) + 1));

    public static string Plain(string name) => name.Replace("@", "");

    private static WireKind KindOf(PacketKind kind, string? direction) => kind switch
    {
        PacketKind.Header => WireKind.Header,
        PacketKind.Message => MessagesOf(direction),
        PacketKind.Union => WireKind.Union,
        _ => WireKind.Structure,
    };

    private static WireKind MessagesOf(string? direction) => direction == "Response" ? WireKind.Response : WireKind.Request;

    private static WireRow RowOf(PacketSpec packet, FieldSpec field) => new(
        field.WireName, SpecTypes.WordsOf(field), field.Offset, SizeOf(packet, field), WireRow.UseOf(field.Summary), WireRuleReader.Join(SpecRules.Of(packet, field)));

    private static string SizeOf(PacketSpec packet, FieldSpec field)
    {
        string size = BareSizeOf(packet, field);
        return field.Prefix is { } prefix ? $"{(prefix.Width == 0 ? "1 to 5" : Number(prefix.Width))} + {size}" : size;
    }

    private static string BareSizeOf(PacketSpec packet, FieldSpec field)
    {
        if (field.Bits is { } bits)
            return $"{Number(bits.Count)} bit{(bits.Count == 1 ? "" : "s")}";
        if (field.Size is { } size)
            return Number(size);
        if (field.IsLeb128)
            return "1 to " + Number(((field.NaturalSize * 8) + 6) / 7);
        if (field.IsNulTerminated)
            return "to a NUL";
        if (field.Until.Count > 0)
            return "to the last entry";
        if (field.Prefix is { } prefix)
            return !prefix.IsCount ? "length" : field.Shape == FieldShape.List ? "count x " + Number(field.EntrySize) : "count entries";
        if (field.MeasuredBy is { } measure)
            return SizeBy(packet.Fields.First(f => f.Name == measure), field);
        return field.Shape switch
        {
            FieldShape.Packet or FieldShape.Union => "varies",
            FieldShape.List => Number(field.EntrySize) + " each, to the end",
            _ => "to the end",
        };
    }

    private static string SizeBy(FieldSpec measure, FieldSpec field) => (measure.Role, field.Shape) switch
    {
        ("Count", FieldShape.List) => $"{measure.WireName} x {Number(field.EntrySize)}",
        ("Count", FieldShape.Sequence) => measure.WireName + " entries",
        _ => measure.WireName,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
