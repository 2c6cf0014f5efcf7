using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick.Checks;
using KerberosGen.Inspection.Quick.Steps;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Plans the field of a row: what measures it, how far it goes, and what it holds.</summary>
internal sealed class FieldPlanner(PlanBuilder plan, LeafPlanner leaves)
{
    private const int PrefixBits = 32;

    private readonly EntryPlanner _entries = new(plan, leaves);

    /// <summary>Plans a bit field.</summary>
    /// <returns>The bytes of the integer that it shares.</returns>
    public Stretch Bits(RowPlaces rows, FieldLayout row, BitsLayout bits, string path)
    {
        if (bits.IsFirst)
            rows.SharedInteger = plan.Take(bits.IntegerSize);
        leaves.Field(rows, row, path, rows.SharedInteger);
        return rows.SharedInteger;
    }

    /// <summary>Plans any other field.</summary>
    /// <param name="rows">The packet that it is in.</param>
    /// <param name="row">The field.</param>
    /// <param name="path">Its path.</param>
    /// <param name="tail">Bytes of the fixed fields behind it.</param>
    public void Field(RowPlaces rows, FieldLayout row, string path, int tail)
    {
        Measure? measure = MeasureOf(rows, row, path);
        if (!plan.IsPossible)
            return;
        bool wasSecret = plan.IsSecret;
        plan.IsSecret |= row.Type.IsSecret;
        switch (row.Type.Kind)
        {
            case FieldKind.Packet or FieldKind.Union:
                Composite(rows, row, path, measure, tail);
                break;
            case FieldKind.List or FieldKind.Sequence:
            case FieldKind.Array when !WireNumber.IsNumber(row.Type.Entry!.Kind) || row.Type.Entry.Kind == FieldKind.Time:
                _entries.Field(row, path, measure, tail);
                break;
            default:
                leaves.Field(rows, row, path, StretchOf(row, measure, tail));
                break;
        }

        plan.IsSecret = wasSecret;
    }

    private Measure? MeasureOf(RowPlaces rows, FieldLayout row, string path)
    {
        if (row.Prefix is { } prefix)
            return PrefixOf(path, prefix);
        if (row.MeasuredBy is not { } name)
            return null;
        if (rows.NumberOf(name) is { } number && rows.Layout.Find(name) is { } measuring)
            return new Measure(number, measuring.Adjust, row.MeasuredByCount);
        plan.GiveUp();
        return null;
    }

    private Measure PrefixOf(string path, PrefixLayout prefix)
    {
        bool isLeb128 = prefix.Width == 0;
        var type = new FieldType
        {
            Kind = FieldKind.Unsigned,
            Name = "u" + (8 * prefix.Width).ToString(CultureInfo.InvariantCulture),
            Size = isLeb128 ? null : prefix.Width,
            ByteOrder = prefix.ByteOrder,
            IsLeb128 = isLeb128,
            Bits = isLeb128 ? PrefixBits : 0,
        };
        Stretch stretch = isLeb128 ? plan.TakeTo((start, end, found) => new Leb128Check(type, start, end, found)) : plan.Take(prefix.Width);
        leaves.Prefix(path + (prefix.IsCount ? "#count" : "#length"), type, stretch);
        return new Measure(new QuickNumber(type, null, stretch), prefix.Adjust, prefix.IsCount);
    }

    private Stretch StretchOf(FieldLayout row, Measure? measure, int tail)
    {
        FieldType type = row.Type;
        if (type.IsLeb128 && type.Bits <= 64)
            return plan.TakeTo((start, end, found) => new Leb128Check(type, start, end, found));
        if (row.IsNulTerminated)
            return plan.TakeTo((start, end, found) => new NulCheck(start, end, found));
        if (type.Size is { } size)
            return plan.Take(size);
        if (type.IsLeb128 || measure is { IsCount: true } || type.Kind is not (FieldKind.Bytes or FieldKind.Text))
            plan.GiveUp();
        return plan.TakeTo((start, end, found) => EndOf(measure, 1, tail, start, end, found));
    }

    /// <summary>The check that finds the end of what is measured, or goes to the end but for a tail.</summary>
    public static Check EndOf(Measure? measure, int unit, int tail, Place start, int end, int found) => measure is { } m
        ? new MeasuredCheck(m.Number, m.Adjust, unit, start, end, found)
        : new RestCheck(tail, start, end, found);

    private void Composite(RowPlaces rows, FieldLayout row, string path, Measure? measure, int tail)
    {
        if (measure is { IsCount: true })
        {
            plan.GiveUp();
            return;
        }

        bool isSeen = leaves.BeginValue(row.Name, row.Type);
        if (isSeen)
            plan.Block.Values.Literal("{");
        plan.Unseen(!isSeen, () =>
        {
            if (measure is not null || (tail > 0 && ExtentReader.IsGreedy(row)))
                plan.InPart(plan.FindEnd((start, end, found) => EndOf(measure, 1, tail, start, end, found)), () => Content(rows, row, path));
            else
                Content(rows, row, path);
        });
        if (isSeen)
            plan.Block.Values.Close("}").Literal(",");
    }

    private void Content(RowPlaces rows, FieldLayout row, string path)
    {
        if (row.Type.Kind == FieldKind.Union)
            Union(rows, row, path);
        else
            plan.Packet(row.Type.Packet!, path + ".");
    }

    private void Union(RowPlaces rows, FieldLayout row, string path)
    {
        PacketLayout union = row.Type.Packet!;
        if (rows.NumberOf(row.ChosenBy!) is not { } number || union.Fields.Any(f => f.Bits is not null))
        {
            plan.GiveUp();
            return;
        }

        var choice = new QuickChoice(number, union);
        Place start = plan.At;
        var cases = new List<(Block Block, Place End)>();
        foreach (FieldLayout one in union.Fields)
        {
            plan.At = start;
            Block block = plan.Within(() => Field(new RowPlaces(union, path + ".", start), one, $"{path}.{one.Name}", 0), isInList: false);
            cases.Add((block, plan.At));
        }

        int slot = plan.NewSlot();
        plan.Block.Checks.Add(new CaseCheck(choice, [.. cases.Select(c => (c.Block.Checks.ToArray(), c.End))], slot));
        plan.At = new Place(slot, 0);
        Attach(plan.Block.Values, cases.Select(c => c.Block.Values), choice);
        Attach(plan.Block.Display, cases.Select(c => c.Block.Display), choice);
        Attach(plan.Block.Spans, cases.Select(c => c.Block.Spans), choice);
        Attach(plan.Block.Redacted, cases.Select(c => c.Block.Redacted), choice);
    }

    private static void Attach(StepList outer, IEnumerable<StepList> cases, QuickChoice choice)
    {
        if (cases.Any(c => !c.IsEmpty))
            outer.Add(new CaseStep(choice, [.. cases.Select(c => c.ToArray())]));
    }
}
