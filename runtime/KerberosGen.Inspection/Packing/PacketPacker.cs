using System.Globalization;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>
/// Makes bytes of the JSON that <see cref="Rendering.JsonRenderer"/> writes, whatever is wrong with the packet, and of JSON that a
/// person writes, who may leave out what follows from the rest: the code, the payload size, lengths, counts, checksums, constants.
/// </summary>
/// <param name="protocol">The tables.</param>
/// <param name="keepsDerived">True to write what follows from the rest as the JSON has it, where it does; false to derive it always.</param>
public sealed class PacketPacker(ProtocolLayout protocol, bool keepsDerived = true)
{
    private static readonly string[] Members =
    [
        "schema", "number", "code", "name", "status", "direction", "layout", "offset", "length", "time", "stream", "from", "to", "header", "fields",
        "display", "decrypted", "authentication", "spans", "redacted", "errors", "warnings", "raw",
    ];

    private static readonly FieldType BytesType = new() { Kind = FieldKind.Bytes, Name = "bytes" };

    private readonly JsonDrafts _drafts = new(keepsDerived);

    /// <summary>A packet's bytes.</summary>
    /// <exception cref="PackingException">The JSON says no packet.</exception>
    public PackedPacket Pack(JsonPacket packet)
    {
        JsonValue root = packet.Root;
        CheckMembers(root);
        PackedPacket packed = Kind(root, out PacketLayout? layout) with { Origin = packet.Origin, Offset = packet.Offset };
        if (root["raw"] is not { } raw)
            return packed with { Bytes = PackFields(root, packed, layout) };
        packed = packed with { Bytes = LeafValues.BytesOf(BytesType, raw, "raw") };
        return keepsDerived
            ? packed with { Warning = RawWarning(root, packed) }
            : packed with { Bytes = Rederive(packed) };
    }

    /// <summary>Bytes of a header and fields that were decoded, from nothing but what JSON shows of them; null if it does not say.</summary>
    internal static byte[]? TryPack(DecodedPacket packet, JsonValue header, JsonValue fields)
    {
        try
        {
            var drafts = new JsonDrafts(keepsDerived: true);
            byte[] payload = packet.Layout is null || packet.Status == DecodeStatus.Garbage
                ? UntabledBytes(fields, "fields")
                : DraftWriter.Write(drafts.Packet(packet.Layout, fields, "fields"), "fields");
            return packet.HeaderLayout is { } layout ? [.. DraftWriter.Write(drafts.Packet(layout, header, "header"), "header"), .. payload] : payload;
        }
        catch (PackingException)
        {
            return null;
        }
    }

    // A packet of no table is one run of bytes: the payload behind an unknown code, or garbage.
    private static byte[] UntabledBytes(JsonValue fields, string path)
    {
        if (fields.Kind != JsonValueKind.Object)
            throw new PackingException(FindingIds.WrongType, path, fields.Line, $"takes an object; found {fields.KindName}");
        List<byte> bytes = [];
        foreach ((string name, JsonValue value) in fields.Members)
        {
            if (name is not ("bytes" or "payload"))
                throw new PackingException(FindingIds.UnknownMember, $"{path}.{DisplayText.Escape(name)}", value.Line, "is nothing that an unknown packet has; it has a payload, garbage has bytes");
            bytes.AddRange(LeafValues.BytesOf(BytesType, value, $"{path}.{name}"));
        }

        return [.. bytes];
    }

    private static void CheckMembers(JsonValue root)
    {
        bool isDecoded = root["schema"] is { } schema && (schema is { Kind: JsonValueKind.String, Text: Rendering.JsonRenderer.Schema } ? true
            : throw new PackingException(FindingIds.WrongType, "schema", schema.Line, $"is another than {Rendering.JsonRenderer.Schema}"));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, JsonValue value) in root.Members)
        {
            if (!seen.Add(name))
                throw new PackingException(FindingIds.UnknownMember, DisplayText.Escape(name), value.Line, "stands there twice");
            // What decodes may be newer than this, and only add.
            if (!isDecoded && !Members.Contains(name))
                throw new PackingException(FindingIds.UnknownMember, DisplayText.Escape(name), value.Line, "is no member of a packet; a person writes name, header and fields");
        }
    }

    private PackedPacket Kind(JsonValue root, out PacketLayout? layout)
    {
        var packet = new JsonPacket(root);
        string? name = root["name"] is { Kind: JsonValueKind.String } text ? text.Text : null;
        string? status = root["status"]?.Text;
        layout = name is null ? null : protocol.Packets.FirstOrDefault(p => p.Name == name && p.Kind != PacketKind.Union);
        if (status == "garbage" || (status is null && layout is null && name == "garbage"))
            return new PackedPacket(default, packet.Direction, null) { IsGarbage = true };
        if (layout is null && name is not null && name != "unknown")
            throw new PackingException(FindingIds.UnknownPacket, "name", root["name"]!.Line, $"says {DisplayText.Escape(name)}, which {protocol.Name} does not declare");
        layout ??= ByCode(root, packet.Direction, status);
        bool stands = layout is not null && (layout.Kind != PacketKind.Message || root["code"] is { Kind: JsonValueKind.Null } && packet.Direction is null);
        PacketDirection? direction = stands ? null : layout?.Direction ?? packet.Direction;
        if (!stands && direction is null)
            throw new PackingException(FindingIds.MissingField, "name", root.Line, "is missing: say which packet it is, or its direction and code");
        if (direction is { } way && protocol.Of(way) is null)
            throw new PackingException(FindingIds.UnknownPacket, "direction", root.Line, $"says {way.ToString().ToLowerInvariant()}, of which {protocol.Name} declares none");
        return new PackedPacket(default, direction, stands ? layout : null);
    }

    // A person may name a packet by its code; what was decoded as unknown stays so.
    private PacketLayout? ByCode(JsonValue root, PacketDirection? direction, string? status)
    {
        if (status is not null || root["code"] is not { Kind: JsonValueKind.Number } code || !ushort.TryParse(code.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            return null;
        PacketLayout[] found = [.. protocol.Packets.Where(p => p.Kind == PacketKind.Message && p.Code == number && (direction is null || p.Direction == direction))];
        return found.Length <= 1
            ? found.FirstOrDefault()
            : throw new PackingException(FindingIds.UnknownPacket, "code", code.Line, $"is that of several packets; name one: {string.Join(", ", found.Select(p => p.Name))}");
    }

    private byte[] PackFields(JsonValue root, PackedPacket packed, PacketLayout? layout)
    {
        JsonValue none = new() { Kind = JsonValueKind.Object, Line = root.Line };
        JsonValue fields = root["fields"] ?? none;
        DirectionLayout? tables = packed.IsGarbage || packed.Standing is not null ? null : protocol.Of(packed.Direction!.Value);
        PacketDraft? header = tables is null ? null : _drafts.Packet(tables.Header, root["header"] ?? none, "header");
        byte[] payload = layout is null ? UntabledBytes(fields, "fields") : DraftWriter.Write(_drafts.Packet(layout, fields, "fields"), "fields");
        if (header is null)
            return payload;
        if ((layout?.Code ?? CodeOf(root)) is { } code)
            SetMissing(header, tables!.CodeField, code, "header");
        SetMissing(header, tables!.PayloadSizeField, (uint)payload.Length, "header");
        return [.. DraftWriter.Write(header, "header"), .. payload];
    }

    private static ushort? CodeOf(JsonValue root) =>
        root["code"] is { Kind: JsonValueKind.Number } code && ushort.TryParse(code.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) ? number : null;

    internal static void SetMissing(PacketDraft draft, FieldLayout row, uint value, string path)
    {
        int index = draft.Layout.Fields.IndexOf(row);
        if (draft.Fields[index] is { IsKept: true })
            return;
        if (!NumberBytes.Fits(row.Type, value, isHuge: false))
            throw new PackingException(FindingIds.DoesNotFit, $"{path}.{row.Name}", draft.Line, FormattableString.Invariant($"cannot hold {value}; it takes {NumberBytes.RangeOf(row.Type)}"));
        draft.Fields[index] = new FieldDraft { Value = row.Bits is null ? new BytesDraft(NumberBytes.Of(row.Type, value)) : new BitsDraft(value) };
    }

    // The bytes win over the fields; a person who changed the fields should hear of it.
    private PackingException? RawWarning(JsonValue root, PackedPacket packed)
    {
        (JsonValue header, JsonValue fields) = ShownValues.Of(packed.Decode(new PacketDecoder(protocol)));
        if (ShownValues.AreEqual(root["header"], header) && ShownValues.AreEqual(root["fields"], fields))
            return null;
        return new PackingException(
            FindingIds.RawDiffers, "raw", root["raw"]!.Line, "holds other values than header and fields say; its bytes are taken. Leave raw out to encode the fields");
    }

    private byte[] Rederive(PackedPacket packed)
    {
        DecodedPacket decoded = packed.Decode(new PacketDecoder(protocol));
        return DecodedPackets.Write(DecodedPackets.Draft(decoded, keepsDerived: false, keepsConstants: false), decoded);
    }
}
