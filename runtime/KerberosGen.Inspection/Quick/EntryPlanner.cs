using KerberosGen.Inspection.Quick.Checks;
using KerberosGen.Inspection.Quick.Steps;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Plans lists, sequences and arrays of what is no number.</summary>
internal sealed class EntryPlanner(PlanBuilder plan, LeafPlanner leaves)
{
    /// <summary>Plans the field of a row.</summary>
    public void Field(FieldLayout row, string path, Measure? measure, int tail)
    {
        bool isSeen = leaves.BeginValue(row.Name, row.Type);
        if (isSeen)
            plan.Block.Values.Literal("[");
        plan.Unseen(!isSeen, () =>
        {
            if (row.Type.Kind == FieldKind.Sequence)
                Sequence(row, path, measure, tail);
            else
                List(row, path, measure, tail);
        });
        if (isSeen)
            plan.Block.Values.Close("]").Literal(",");
    }

    /// <summary>Adds what is done with each entry.</summary>
    public void Attach(Block inner, string path, Stretch stretch, int slot, Place entryEnd)
    {
        // That a list holds whole entries was checked already; most entries have nothing else to check.
        bool isPlain = inner.Checks.TrueForAll(c => c is RoomCheck);
        var entries = new EntryWalk(stretch, slot, isPlain ? [] : [.. inner.Checks], entryEnd);
        if (!isPlain)
            plan.Block.Checks.Add(new EntriesCheck(entries));
        AttachSteps(inner, path, entries);
    }

    private void List(FieldLayout row, string path, Measure? measure, int tail)
    {
        FieldType entry = row.Type.Entry!;
        if ((entry.Packet is { } packet ? packet.Size : entry.Size) is not (> 0 and { } size) || !row.Until.IsEmpty)
        {
            plan.GiveUp();
            return;
        }

        Stretch stretch;
        if (row.Type.Kind == FieldKind.Array)
        {
            stretch = plan.Take(row.Type.Count * size);
        }
        else
        {
            bool isCounted = measure is { IsCount: true };
            stretch = plan.TakeTo((start, end, found) => FieldPlanner.EndOf(measure, isCounted ? size : 1, tail, start, end, found));
            if (!isCounted)
                plan.Block.Checks.Add(new WholeEntriesCheck(stretch, size));
        }

        Place behind = plan.At;
        int slot = plan.NewSlot();
        Block inner = Entry(entry, slot, out _);
        Attach(inner, path, stretch, slot, plan.At);
        plan.At = behind;
    }

    private void Sequence(FieldLayout row, string path, Measure? measure, int tail)
    {
        bool hasEnd = measure is { IsCount: false } || (measure is null && row.Until.IsEmpty);
        if (measure is { IsCount: true } && !row.Until.IsEmpty)
            plan.GiveUp();
        else if (hasEnd)
            plan.InPart(plan.FindEnd((start, end, found) => FieldPlanner.EndOf(measure, 1, tail, start, end, found)), () => Entries(row, path, null));
        else
            Entries(row, path, measure);
    }

    private void Entries(FieldLayout row, string path, Measure? count)
    {
        Place start = plan.At;
        int slot = plan.NewSlot();
        Block inner = Entry(row.Type.Entry!, slot, out RowPlaces? fields);
        Place entryEnd = plan.At;
        if (count is null && row.Until.IsEmpty)
        {
            var toTheEnd = new EntryWalk(new Stretch(start, new Place(plan.End, 0)), slot, [.. inner.Checks], entryEnd);
            plan.Block.Checks.Add(new EntriesCheck(toTheEnd));
            plan.At = new Place(plan.End, 0);
            AttachSteps(inner, path, toTheEnd);
            return;
        }

        QuickCondition? until = row.Until.IsEmpty ? null : fields?.ConditionOf(row.Until, needsAll: false);
        if ((until is null && count is null) || row.Until.Any(c => fields?.NumberOf(c.Field)?.Presence is not null))
            plan.GiveUp();
        int found = plan.NewSlot();
        plan.At = new Place(found, 0);
        var entries = new EntryWalk(new Stretch(start, plan.At), slot, [.. inner.Checks], entryEnd);
        plan.Block.Checks.Add(new SequenceCheck(entries, count?.Number, count?.Adjust ?? 0, until, found));
        AttachSteps(inner, path, entries);
    }

    private Block Entry(FieldType type, int slot, out RowPlaces? fields)
    {
        plan.At = new Place(slot, 0);
        RowPlaces? rows = null;
        Block inner = plan.Within(
            () =>
            {
                if (type.Packet is null)
                {
                    leaves.Entry(type);
                    return;
                }

                bool isSeen = leaves.BeginValue(null, type);
                if (isSeen)
                    plan.Block.Values.Literal("{");
                plan.Unseen(!isSeen, () => rows = plan.Packet(type.Packet, "."));
                if (isSeen)
                    plan.Block.Values.Close("}").Literal(",");
            },
            isInList: true);
        fields = rows;
        return inner;
    }

    private void AttachSteps(Block inner, string path, EntryWalk entries)
    {
        byte[] list = QuickNames.Utf8Of(QuickNames.Escape(path));
        plan.Attach(inner, steps => new EntriesStep(entries, list, steps));
    }
}
