using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Diagnostics;

/// <summary>
/// What the generator says where <c>packets.spec</c> and the declarations differ. One cannot know which side is newer, so each
/// names both. Ids are never reused.
/// </summary>
internal static class WireDiagnostics
{
    private const string Category = "KerberosGen.Wire";

    public static readonly DiagnosticDescriptor FieldInserted = Warning(
        "KG0060", "A field is in packets.spec too",
        "{0}: {1} inserted at {2} moves {3}{5}; packets.spec has no '{4}'");

    public static readonly DiagnosticDescriptor FieldRemoved = Warning(
        "KG0061", "A field of packets.spec is declared",
        "{0}: {1} removed from {2} moves {3}{5}; packets.spec has '{4}'");

    public static readonly DiagnosticDescriptor FieldMoved = Warning(
        "KG0062", "A field stands where packets.spec has it",
        "{0}: {1} moved, packets.spec gives it {2}, the struct {3}{4}");

    public static readonly DiagnosticDescriptor FieldResized = Warning(
        "KG0063", "A field has the size that packets.spec gives it",
        "{0}: packets.spec gives {1} {2}, the struct {3}{4}{5}");

    public static readonly DiagnosticDescriptor FieldType = Warning(
        "KG0064", "A field has the type that packets.spec gives it",
        "{0}: packets.spec gives {1} as {2}, the struct as {3}{4}{5}");

    public static readonly DiagnosticDescriptor FieldRule = Warning(
        "KG0065", "A field has the rules that packets.spec gives it",
        "{0}: packets.spec gives {1} {2}, the struct {3}{4}");

    public static readonly DiagnosticDescriptor PacketChanged = Warning(
        "KG0066", "A packet is what packets.spec says",
        "{0}: packets.spec gives it {1}, the struct {2}{3}");

    public static readonly DiagnosticDescriptor PacketAdded = Warning(
        "KG0067", "A packet is in packets.spec too",
        "{0} ({1}) is new on the wire: packets.spec has no table of it");

    public static readonly DiagnosticDescriptor PacketRemoved = Warning(
        "KG0068", "A packet of packets.spec is declared",
        "{0} ({1}) is gone from the wire: packets.spec has a table of it, but nothing declares it");

    public static readonly DiagnosticDescriptor TypeChanged = Warning(
        "KG0069", "A type is what packets.spec says",
        "{0}: packets.spec gives it {1}, the declaration {2}{3}");

    public static readonly DiagnosticDescriptor Unreadable = new(
        "KG0070", "packets.spec can be read", "packets.spec: {0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: Descriptors.HelpBase + "KG0070.md");

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
    {
        FieldInserted, FieldRemoved, FieldMoved, FieldResized, FieldType, FieldRule, PacketChanged, PacketAdded, PacketRemoved, TypeChanged, Unreadable,
    }.ToDictionary(d => d.Id);

    public static DiagnosticDescriptor Of(string id) => ById[id];

    private static DiagnosticDescriptor Warning(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: $"{Descriptors.HelpBase}{id}.md");
}
