using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Which rows of a packet that is to be written are there, by the values of those before them.</summary>
/// <param name="draft">The packet.</param>
/// <param name="path">Its path, for what contradicts itself.</param>
/// <param name="valueOf">A row's integer; null if it is none or not known.</param>
internal sealed class DraftPresence(PacketDraft draft, string path, Func<int, long?> valueOf)
{
    private readonly PacketLayout _layout = draft.Layout;

    /// <summary>True if the row is to be written.</summary>
    /// <exception cref="PackingException">It is given and must not be there, or another case of it must be.</exception>
    public bool IsThere(int index)
    {
        FieldLayout row = _layout.Fields[index];
        FieldDraft? field = draft.Fields[index];
        foreach (ConditionLayout condition in row.When)
        {
            if (IndexOf(condition.Field) is var control && (!IsThereAlready(control) ? 0 : valueOf(control)) is { } value && !condition.Holds(value))
            {
                if (field is null || (draft.LeavesOutAbsent && !field.IsNamed))
                    return false;
                throw new PackingException(
                    FindingIds.NotThere, $"{path}.{row.Name}", field.Value?.Line ?? 0, $"is not there while {condition.Field} is {ValueText.Of(_layout.Fields[control].Type, value)}");
            }
        }

        if (field is { Value: CaseDraft chosen } && row.ChosenBy is { } chooser)
            CheckCase(row, chosen, chooser);
        return true;
    }

    private bool IsThereAlready(int index) => _layout.Fields[index].When.IsEmpty || draft.Fields[index] is not null;

    private void CheckCase(FieldLayout row, CaseDraft chosen, string chooser)
    {
        int index = IndexOf(chooser);
        if ((!IsThereAlready(index) ? 0 : valueOf(index)) is not { } value)
            return;
        PacketLayout union = row.Type.Packet!;
        FieldLayout? needed = union.Fields.FirstOrDefault(f => f.Cases.Contains(value)) ?? union.Fields.FirstOrDefault(f => f.IsOtherwise);
        if (needed != chosen.Row)
        {
            throw new PackingException(
                FindingIds.NotThere, $"{path}.{row.Name}.{chosen.Row.Name}", chosen.Line,
                $"is not the case that {chooser} chooses: {ValueText.Of(_layout.Fields[index].Type, value)} is {needed?.Name ?? "none"}");
        }
    }

    private int IndexOf(string name) => _layout.Fields.IndexOf(_layout.Find(name)!);
}
