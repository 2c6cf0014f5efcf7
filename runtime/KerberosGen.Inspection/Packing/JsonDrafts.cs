using System.Globalization;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>
/// Reads what is to be written from JSON: a member for each field of a packet's table that is there. Behind the last one,
/// <c>trailing</c> and <c>undecoded</c> are bytes that no table has.
/// </summary>
/// <param name="keepsDerived">False to derive again what follows from other fields, whatever the JSON says.</param>
internal sealed class JsonDrafts(bool keepsDerived)
{
    /// <summary>The names of bytes behind the fields of a table.</summary>
    public static bool IsRest(string name) => name is "trailing" or "undecoded";

    /// <summary>A packet.</summary>
    /// <exception cref="PackingException">The JSON does not fit the table.</exception>
    public PacketDraft Packet(PacketLayout layout, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.Object)
            throw NoObject(value, path, layout.Name);
        var packet = new PacketDraft(layout) { Line = value.Line };
        List<byte> rest = [];
        foreach ((string name, JsonValue member) in value.Members)
        {
            string memberPath = $"{path}.{name}";
            int index = IndexOf(layout, name);
            if (index < 0 && IsRest(name))
                rest.AddRange(LeafValues.BytesOf(Bytes, member, memberPath));
            else if (index < 0)
                throw Unknown(layout, name, member, path);
            else if (packet.Fields[index] is not null)
                throw new PackingException(FindingIds.UnknownMember, memberPath, member.Line, "stands there twice");
            else
                packet.Fields[index] = Field(layout.Fields[index], member, memberPath);
        }

        packet.Rest = rest.ToArray();
        return packet;
    }

    /// <summary>A field; what is in a secret is not told of.</summary>
    public FieldDraft Field(FieldLayout row, JsonValue value, string path)
    {
        bool isDerived = row is { IsDerived: true, IsComputed: false } || row.Role == FieldRole.PayloadSize;
        return new FieldDraft { Value = Value(row, row.Type, value, path), IsKept = keepsDerived || !isDerived };
    }

    private static FieldType Bytes { get; } = new() { Kind = FieldKind.Bytes, Name = "bytes" };

    /// <summary>What stands in a field or an entry.</summary>
    public Draft Value(FieldLayout? row, FieldType type, JsonValue value, string path)
    {
        if (value.Kind == JsonValueKind.Null)
            throw Null(type, value, path);
        if (row?.Bits is not null)
            return new BitsDraft(LeafValues.NumberOf(type, value, path)) { Line = value.Line };
        try
        {
            return type.Kind switch
            {
                FieldKind.Packet => Packet(type.Packet!, value, path),
                FieldKind.Union => Case(type.Packet!, value, path),
                FieldKind.List or FieldKind.Sequence or FieldKind.Array => Entries(type, value, path),
                _ => new BytesDraft(LeafValues.BytesOf(type, value, path)) { Line = value.Line },
            };
        }
        catch (PackingException exception) when (type.IsSecret && exception.Id != FindingIds.Redacted)
        {
            throw new PackingException(exception.Id, path, exception.Line, "is a secret that does not fit its table");
        }
    }

    private EntriesDraft Entries(FieldType type, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.Array)
            throw new PackingException(FindingIds.WrongType, path, value.Line, $"takes an array; found {value.KindName}");
        if (type.Kind == FieldKind.Array && value.Items.Count != type.Count)
            throw new PackingException(FindingIds.DoesNotFit, path, value.Line, FormattableString.Invariant($"takes {type.Count} entries; found {value.Items.Count}"));
        List<Draft> entries = [];
        foreach (JsonValue item in value.Items)
            entries.Add(Value(null, type.Entry!, item, $"{path}[{entries.Count.ToString(CultureInfo.InvariantCulture)}]"));
        return new EntriesDraft(entries) { Line = value.Line };
    }

    private CaseDraft Case(PacketLayout union, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.Object)
            throw NoObject(value, path, union.Name);
        if (value.Members is not [(string name, JsonValue member)])
            throw new PackingException(FindingIds.WrongType, path, value.Line, $"takes the one case that is there: {Names(union)}");
        int index = IndexOf(union, name);
        if (index < 0)
            throw Unknown(union, name, member, path);
        return new CaseDraft(union.Fields[index], Field(union.Fields[index], member, $"{path}.{name}")) { Line = value.Line };
    }

    private static int IndexOf(PacketLayout layout, string name) => layout.Find(name) is { } row ? layout.Fields.IndexOf(row) : -1;

    private static string Names(PacketLayout layout) => string.Join(", ", layout.Fields.Select(f => f.Name));

    private static PackingException NoObject(JsonValue value, string path, string name) =>
        new(FindingIds.WrongType, path, value.Line, $"takes an object with the fields of {name}; found {value.KindName}");

    private static PackingException Unknown(PacketLayout layout, string name, JsonValue member, string path) => new(
        FindingIds.UnknownMember, $"{path}.{DisplayText.Escape(name)}", member.Line, $"is no field of {layout.Name}; it has {(layout.Fields.IsEmpty ? "none" : Names(layout))}");

    private static PackingException Null(FieldType type, JsonValue value, string path) => new(
        FindingIds.Redacted, path, value.Line, type.IsSecret
            ? "is a secret that was left out; decode again with --show-secrets"
            : "is null; a value that was left out as a secret is there if it is decoded again with --show-secrets");
}
