using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Finds a field in a packet that is to be written, and sets it.</summary>
internal sealed class DraftSetter
{
    private readonly JsonDrafts _drafts = new(keepsDerived: true);

    /// <summary>True if the tables have the field, and every entry above it is there; one more entry may be added.</summary>
    public static bool CanReach(PacketDraft packet, ReadOnlySpan<PathStep> steps)
    {
        if (steps[0].Name is not { } name || packet.Layout.Find(name) is not { } row)
            return false;
        return CanReach(row.Type, packet.Fields[packet.Layout.Fields.IndexOf(row)]?.Value, steps[1..]);
    }

    /// <summary>A leaf's new bytes, where the leaf keeps its place.</summary>
    public static byte[] BytesOf(DecodedField field, FieldAssignment assignment)
    {
        CheckSecret(field.IsSecret, assignment);
        return LeafValues.BytesOf(field.Type, JsonValue.Of(assignment.Value), assignment.Path);
    }

    /// <summary>Sets a field that <see cref="CanReach(PacketDraft, ReadOnlySpan{PathStep})"/>.</summary>
    public void Set(PacketDraft packet, ReadOnlySpan<PathStep> steps, FieldAssignment assignment)
    {
        FieldLayout row = packet.Layout.Find(steps[0].Name!)!;
        int index = packet.Layout.Fields.IndexOf(row);
        FieldDraft? old = packet.Fields[index];
        CheckSecret(row.Type.IsSecret, assignment);
        packet.Fields[index] = new FieldDraft
        {
            Value = Changed(row, row.Type, old?.Value, steps[1..], assignment),
            IsNamed = true,
            Padding = old?.Padding ?? default,
            Prefix = old?.Prefix,
        };
    }

    private static bool CanReach(FieldType type, Draft? value, ReadOnlySpan<PathStep> steps)
    {
        if (steps.IsEmpty)
            return true;
        return (type.Kind, steps[0].Name) switch
        {
            (FieldKind.Packet, { }) => CanReach(value as PacketDraft ?? new PacketDraft(type.Packet!), steps),
            (FieldKind.Union, { } name) => type.Packet!.Find(name) is { } row
                && CanReach(row.Type, value is CaseDraft chosen && chosen.Row == row ? chosen.Field.Value : null, steps[1..]),
            (FieldKind.List or FieldKind.Sequence or FieldKind.Array, null) => value is EntriesDraft { Entries: var entries }
                && (steps[0].Index < entries.Count
                    ? CanReach(type.Entry!, entries[steps[0].Index], steps[1..])
                    : steps[0].Index == entries.Count && steps.Length == 1 && type.Kind != FieldKind.Array),
            _ => false,
        };
    }

    private Draft Changed(FieldLayout? row, FieldType type, Draft? value, ReadOnlySpan<PathStep> steps, FieldAssignment assignment)
    {
        CheckSecret(type.IsSecret, assignment);
        if (steps.IsEmpty)
            return _drafts.Value(row, type, Json(type, assignment), assignment.Path);
        switch (value)
        {
            case EntriesDraft { Entries: var entries }:
                Draft entry = Changed(null, type.Entry!, steps[0].Index < entries.Count ? entries[steps[0].Index] : null, steps[1..], assignment);
                if (steps[0].Index < entries.Count)
                    entries[steps[0].Index] = entry;
                else
                    entries.Add(entry);
                return value;
            case var _ when type.Kind == FieldKind.Union:
                FieldLayout chosen = type.Packet!.Find(steps[0].Name!)!;
                FieldDraft? old = value is CaseDraft same && same.Row == chosen ? same.Field : null;
                return new CaseDraft(chosen, new FieldDraft { Value = Changed(chosen, chosen.Type, old?.Value, steps[1..], assignment), Prefix = old?.Prefix });
            default:
                PacketDraft packet = value as PacketDraft ?? new PacketDraft(type.Packet!) { LeavesOutAbsent = true };
                Set(packet, steps, assignment);
                return packet;
        }
    }

    // What holds other fields is written as JSON.
    private static JsonValue Json(FieldType type, FieldAssignment assignment)
    {
        if (type.Kind is not (FieldKind.Packet or FieldKind.Union or FieldKind.List or FieldKind.Sequence or FieldKind.Array))
            return JsonValue.Of(assignment.Value);
        try
        {
            return JsonValueReader.Read(System.Text.Encoding.UTF8.GetBytes(assignment.Value), 0);
        }
        catch (JsonException)
        {
            throw new PackingException(FindingIds.WrongType, assignment.Path, 0, "holds other fields: write them as JSON");
        }
    }

    /// <summary>Refuses a secret that stood in the open.</summary>
    public static void CheckSecret(bool isSecret, FieldAssignment assignment)
    {
        if (isSecret && assignment.IsOpen)
            throw new PackingException(FindingIds.WrongType, assignment.Path, 0, $"is a secret, which no command line should show; name a file that holds it: {assignment.Path}=@FILE");
    }
}
