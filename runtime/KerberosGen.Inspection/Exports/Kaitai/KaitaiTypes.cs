using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Kaitai;

/// <summary>The types of a spec: a type for each packet, for each case of a union, and for what has an end of its own.</summary>
internal sealed class KaitaiTypes
{
    private readonly Dictionary<PacketLayout, string> _packets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly ExportNames _names = new();

    public KaitaiTypes(ProtocolLayout protocol)
    {
        foreach (PacketLayout packet in protocol.Packets)
            _packets.Add(packet, _names.Take(packet.Name));
    }

    public YamlMap Types { get; } = new();

    public KaitaiEnums Enums { get; } = new();

    /// <summary>True for a packet that must know where it begins: padding or a length counts from there.</summary>
    public static bool NeedsStart(PacketLayout packet) =>
        (packet is { Align: > 0, Size: null })
        || packet.Fields.Any(f => f is { Align: > 0, Offset: null })
        || (packet.Fields.Any(f => f.Role == FieldRole.PacketLength) && packet.Fields.Any(f => f.Offset is null && Decoding.ExtentReader.IsGreedy(f)));

    /// <summary>What the spec begins with: one packet.</summary>
    public YamlMap Alone(PacketLayout packet)
    {
        string type = PacketOf(packet);
        return new YamlMap().Add("id", "packet").Add("type", NeedsStart(packet) ? type + "(0)" : type);
    }

    /// <summary>What the spec begins with: the packets of a direction, to the end of the stream.</summary>
    public YamlMap Stream(DirectionLayout direction)
    {
        string header = PacketOf(direction.Header);
        var scope = new KaitaiScope(direction.Header);
        scope.TakeFields();
        string code = "header." + scope.IdOf(direction.CodeField.Name), size = "header." + scope.IdOf(direction.PayloadSizeField.Name);
        code += KaitaiFields.SuffixOf(direction.CodeField.Type);
        size += KaitaiFields.SuffixOf(direction.PayloadSizeField.Type);
        var cases = new YamlMap();
        string choice = code;
        foreach (IGrouping<ushort, PacketLayout> messages in direction.Messages.GroupBy(m => m.Code!.Value))
        {
            cases.Add(FormattableString.Invariant($"{messages.Key}"), PacketWithStart(messages.First()));
            // Where the size decides, each packet but the first has a number of its own beyond all codes.
            int other = 0;
            foreach (PacketLayout message in messages.Skip(1).Where(m => m.Size is not null && m.Size != messages.First().Size))
            {
                int key = (++other << 16) + messages.Key;
                cases.Add(FormattableString.Invariant($"0x{key:x}"), PacketWithStart(message));
                choice = FormattableString.Invariant($"{code} == {messages.Key} and {size} == {message.Size} ? 0x{key:x} : {choice}");
            }
        }

        string type = _names.Take(direction.Direction.ToString());
        var payload = new YamlMap().Add("id", "payload").Add("size", size);
        if (!cases.IsEmpty)
            payload.Add("type", new YamlMap().Add("switch-on", choice).Add("cases", cases));
        Types.Add(type, new YamlMap().Add("doc", direction.Header.Summary).Add("seq", [new YamlMap().Add("id", "header").Add("type", header), payload]));
        return new YamlMap().Add("id", "packets").Add("type", type).Add("repeat", "eos");
    }

    /// <summary>The type of a packet, which is declared when it is first asked for.</summary>
    public string PacketOf(PacketLayout packet)
    {
        if (!_packets.TryGetValue(packet, out string? name))
            _packets.Add(packet, name = _names.Take(packet.Name));
        if (!_numbers.Add("packet " + name))
            return name;
        var scope = new KaitaiScope(packet);
        scope.TakeFields();
        new KaitaiFields(this, scope, name).AddAll();
        Types.Add(name, Declare(DocOf(packet), scope, NeedsStart(packet)));
        return name;
    }

    /// <summary>A type with one field: a case of a union.</summary>
    public string CaseOf(PacketLayout union, FieldLayout field)
    {
        var scope = new KaitaiScope(union);
        scope.TakeFields();
        string name = _names.Take($"{union.Name}_{scope.IdOf(field.Name)}");
        new KaitaiFields(this, scope, name).AddCase(field);
        Types.Add(name, Declare(field.Summary, scope, hasStart: false));
        return name;
    }

    /// <summary>A type for entries that something measures in bytes.</summary>
    public string EntriesOf(string field, YamlMap entry)
    {
        string name = _names.Take(field + "_entries");
        Types.Add(name, new YamlMap().Add("seq", [new YamlMap().Add("id", "entries").Add(entry)]));
        return name;
    }

    /// <summary>The type of a number that Kaitai has none for.</summary>
    public string NumberOf(FieldType type)
    {
        string name = KaitaiNumbers.OwnTypeOf(type)!;
        if (_numbers.Add(name))
            Types.Add(name, KaitaiNumbers.Declare(type));
        return name;
    }

    private string PacketWithStart(PacketLayout packet) => PacketOf(packet) + (NeedsStart(packet) ? "(0)" : "");

    private static YamlMap Declare(string doc, KaitaiScope scope, bool hasStart)
    {
        var type = new YamlMap();
        if (doc.Length > 0)
            type.Add("doc", doc);
        if (hasStart)
            type.Add("params", [new YamlMap().Add("id", "start").Add("type", "s8").Add("doc", "Where it begins in its stream.")]);
        type.Add("seq", scope.Seq);
        return scope.Instances.IsEmpty ? type : type.Add("instances", scope.Instances);
    }

    private static string DocOf(PacketLayout packet)
    {
        string title = packet.Code is { } code ? FormattableString.Invariant($"{packet.Direction} {code}: ") : "";
        return title + packet.Summary + (packet.HasValidation ? " The declaration has rules of its own, which are not checked here." : "");
    }
}
