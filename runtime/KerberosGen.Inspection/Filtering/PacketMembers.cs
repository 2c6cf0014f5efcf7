using System.Collections.Frozen;
using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Filtering;

/// <summary>What every packet has beside its fields, by the names that the JSON has for it.</summary>
internal static class PacketMembers
{
    public static FrozenDictionary<string, MemberPath> Of(ProtocolLayout protocol)
    {
        // A code may be written by its packet's name.
        var code = new FieldType
        {
            Kind = FieldKind.Unsigned,
            Name = "code",
            Members = [.. protocol.Packets.Where(p => p.Code is not null).DistinctBy(p => p.Name).Select(p => new EnumMember(p.Name, p.Code!.Value))],
        };
        bool hasName = protocol.Packets.Any(p => p.Kind != PacketKind.Header && p.Find("name") is not null);
        var name = Words([.. protocol.Packets.Where(p => p.Kind is not (PacketKind.Header or PacketKind.Union)).Select(p => p.Name).Distinct(), "unknown", "garbage"]) with
        {
            Note = hasName ? " (the packets' own field is fields.name)" : "",
        };
        var number = new FilterType(FilterKind.Number);
        MemberPath[] members =
        [
            new("code", new FilterType(FilterKind.Number, code), p => p.Code is { } value ? FilterValue.Of(value, code) : null),
            new("name", name, p => FilterValue.OfWord(p.Name)),
            new("status", Words("ok", "partial", "unknown", "garbage"), p => FilterValue.OfWord(StatusOf(p))),
            new("direction", Words("request", "response"), p => p.Direction is { } way ? FilterValue.OfWord(way == PacketDirection.Request ? "request" : "response") : null),
            new("layout", Words([.. protocol.Packets.Select(p => p.WireLayout).OfType<string>().Distinct()]), p => p.WireLayout is { } layout ? FilterValue.OfWord(layout) : null),
            new("number", number, p => FilterValue.Of((UInt128)p.Number)),
            new("length", number, p => FilterValue.Of((UInt128)p.Length)),
            new("offset", number, p => FilterValue.Of((UInt128)p.Offset)),
            new("stream", number, p => p.Origin is { } origin ? FilterValue.Of((UInt128)origin.Stream) : null),
            new("time", new FilterType(FilterKind.Time), p => p.Origin is { } origin ? FilterValue.Of(origin.Time) : null),
            new("from", new FilterType(FilterKind.Endpoint), p => p.Origin is { } origin ? FilterValue.Of(origin.From) : null),
            new("to", new FilterType(FilterKind.Endpoint), p => p.Origin is { } origin ? FilterValue.Of(origin.To) : null),
            new("from.port", number, p => p.Origin is { } origin ? FilterValue.Of((UInt128)origin.From.Port) : null),
            new("to.port", number, p => p.Origin is { } origin ? FilterValue.Of((UInt128)origin.To.Port) : null),
            new("errors", new FilterType(FilterKind.Findings), p => FilterValue.Of(p, Severity.Error)),
            new("warnings", new FilterType(FilterKind.Findings), p => FilterValue.Of(p, Severity.Warning)),
        ];
        return members.ToFrozenDictionary(m => m.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The status by the name that the JSON has for it.</summary>
    public static string StatusOf(DecodedPacket packet) => packet.Status switch
    {
        DecodeStatus.Ok => "ok",
        DecodeStatus.Partial => "partial",
        DecodeStatus.Unknown => "unknown",
        _ => "garbage",
    };

    private static FilterType Words(params ImmutableArray<string> words) => new(FilterKind.Word) { Words = words };
}
