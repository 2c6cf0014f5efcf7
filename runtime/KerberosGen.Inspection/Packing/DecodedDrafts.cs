using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Makes a packet that is to be written of one that was decoded: every byte stays as it was until something else is said.</summary>
/// <param name="keepsDerived">False to derive again lengths, counts, the payload size and checksums.</param>
/// <param name="keepsConstants">False to derive constants too.</param>
internal sealed class DecodedDrafts(bool keepsDerived, bool keepsConstants = true)
{
    /// <summary>A table's fields as they were decoded.</summary>
    public PacketDraft Packet(PacketLayout layout, IReadOnlyList<DecodedField> fields, bool isCut)
    {
        var packet = new PacketDraft(layout) { IsCut = isCut, LeavesOutAbsent = true };
        ReadOnlyMemory<byte> padding = default;
        ReadOnlyMemory<byte>? prefix = null;
        List<byte> rest = [];
        foreach (DecodedField field in fields)
        {
            if (field.Part == FieldPart.Padding)
                padding = field.Bytes;
            else if (field.Part != FieldPart.Value)
                prefix = field.Bytes;
            else if (field.Layout is not { } row || layout.Fields.IndexOf(row) is not (>= 0 and var index))
                rest.AddRange(field.Bytes.Span);
            else
            {
                packet.Fields[index] = Field(row, field, padding, prefix);
                (padding, prefix) = (default, null);
            }
        }

        packet.EndPadding = padding;
        packet.Rest = rest.ToArray();
        return packet;
    }

    private FieldDraft Field(FieldLayout row, DecodedField field, ReadOnlyMemory<byte> padding, ReadOnlyMemory<byte>? prefix) => new()
    {
        Value = Value(row, field),
        IsKept = keepsDerived || !FollowsFromOthers(row),
        Padding = padding,
        Prefix = keepsDerived ? prefix : null,
    };

    private bool FollowsFromOthers(FieldLayout row) =>
        row.Role is FieldRole.Length or FieldRole.Count or FieldRole.PacketLength or FieldRole.PayloadSize
        || row.Checksum is not null
        || (!keepsConstants && !row.Constant.IsDefault);

    private Draft Value(FieldLayout? row, DecodedField field)
    {
        if (row?.Bits is not null)
            return field.HasNumber ? new BitsDraft(field.WideNumber) : new BytesDraft(field.Bytes);
        return field.Type.Kind switch
        {
            FieldKind.Packet => Packet(field.Type.Packet!, field.Children, !field.IsComplete),
            FieldKind.Union => Case(field),
            FieldKind.List or FieldKind.Sequence => Entries(field),
            FieldKind.Array when field.IsComplete => Entries(field),
            _ => new BytesDraft(field.Content),
        };
    }

    private Draft Case(DecodedField field)
    {
        ReadOnlyMemory<byte>? prefix = null;
        foreach (DecodedField child in field.Children)
        {
            if (child.Part != FieldPart.Value)
                prefix = child.Bytes;
            else if (child.Layout is { } row)
                return new CaseDraft(row, Field(row, child, default, prefix));
        }

        return new BytesDraft(field.Bytes);
    }

    private EntriesDraft Entries(DecodedField field)
    {
        List<Draft> entries = [];
        List<byte> rest = [];
        foreach (DecodedField child in field.Children)
        {
            if (child.Name.Length == 0)
                entries.Add(Value(null, child));
            else
                rest.AddRange(child.Bytes.Span);
        }

        return new EntriesDraft(entries) { Rest = rest.ToArray() };
    }
}
