using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick.Checks;
using KerberosGen.Inspection.Quick.Steps;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Plans fields that hold no others: what must be so of each, and what is written of it.</summary>
internal sealed class LeafPlanner(PlanBuilder plan, bool showSecrets)
{
    // A double is exact up to so many bits; JsonRenderer writes longer integers as strings.
    private const int ExactBits = 53;

    /// <summary>Plans the field of a row.</summary>
    public void Field(RowPlaces rows, FieldLayout row, string path, Stretch stretch)
    {
        QuickNumber? number = NumberOf(row.Type, row.Bits, stretch);
        if (number is not null)
            rows.Add(row.Name, rows.Presence is null ? number : new QuickNumber(row.Type, row.Bits, stretch, rows.Presence));
        if (!row.Constant.IsDefault && row.Bits is null)
            plan.Block.Checks.Add(new ConstantCheck(stretch, [.. row.Constant]));
        CheckLimits(row, number);
        CheckKnownValue(row, number);
        if (row.Encryption is not null)
            CheckBlocks(row, stretch);
        Leaf(path, row.Name, row, row.Type, stretch, number);
        Span(path, stretch, row);
        Redact(path, row.Type);
    }

    /// <summary>Plans an entry.</summary>
    public void Entry(FieldType type)
    {
        if (type.Size is not { } size)
        {
            plan.GiveUp();
            return;
        }

        Stretch stretch = plan.Take(size);
        Leaf("", null, null, type, stretch, NumberOf(type, null, stretch));
        Span("", stretch, null);
        Redact("", type);
    }

    /// <summary>Plans a prefix, which is no member.</summary>
    public void Prefix(string path, FieldType type, Stretch stretch)
    {
        Span(path, stretch, null);
        Redact(path, type);
    }

    /// <summary>Begins a value.</summary>
    /// <param name="name">Its member's name; null for an entry.</param>
    /// <param name="type">Its type.</param>
    /// <returns>True if the value is to follow; a hidden one is written already.</returns>
    public bool BeginValue(string? name, FieldType type)
    {
        if (name is not null)
            plan.Block.Values.Literal($"\"{QuickNames.Escape(name)}\":");
        if (IsHidden(type))
            plan.Block.Values.Literal("null,");
        return !IsHidden(type);
    }

    /// <summary>Says which bytes a leaf takes.</summary>
    public void Span(string path, Stretch stretch, FieldLayout? row)
    {
        StepList spans = BeginPath(plan.Block.Spans, path).Literal("\":{\"offset\":");
        if (stretch.Start.Slot == QuickPacket.StartSlot)
            spans.Literal(stretch.Start.Delta);
        else
            spans.Add(new OffsetStep(stretch.Start));
        spans.Literal(",\"length\":");
        if (stretch.Size is { } size)
            spans.Literal(size);
        else
            spans.Add(new LengthStep(stretch));
        if (row?.Bits is { } bits)
            spans.Literal(",\"bit\":").Literal(bits.Shift).Literal(",\"bits\":").Literal(row.Type.Bits);
        spans.Literal("},");
    }

    private static QuickNumber? NumberOf(FieldType type, BitsLayout? bits, Stretch stretch) =>
        WireNumber.IsNumber(type.Kind) && WireNumber.BitsOf(type) <= 64 ? new QuickNumber(type, bits, stretch) : null;

    private bool IsHidden(FieldType type) => (type.IsSecret || plan.IsSecret) && !showSecrets;

    private void Redact(string path, FieldType type)
    {
        if (IsHidden(type))
            BeginPath(plan.Block.Redacted, path).Literal("\",");
    }

    private StepList BeginPath(StepList steps, string path)
    {
        steps.Literal("\"");
        if (plan.IsInList)
            steps.Add(new PathStep());
        return steps.Literal(QuickNames.Escape(path));
    }

    private void CheckLimits(FieldLayout row, QuickNumber? number)
    {
        if (row is { Min: null, Max: null } && row.OneOf.IsEmpty)
            return;
        if (number is null || row.Type.Kind == FieldKind.Time)
        {
            plan.GiveUp();
            return;
        }

        if (row is { Min: not null } or { Max: not null })
            plan.Block.Checks.Add(new NumberCheck(number, NumberRules.Range(row)));
        if (!row.OneOf.IsEmpty)
            plan.Block.Checks.Add(new NumberCheck(number, value => row.OneOf.Contains(value)));
    }

    private void CheckKnownValue(FieldLayout row, QuickNumber? number)
    {
        if (plan.Keys?.KnownValueOf(row) is not { } known)
            return;
        if (number is null)
            plan.GiveUp();
        else
            plan.Block.Checks.Add(new NumberCheck(number, value => (ulong)value == known));
    }

    private void CheckBlocks(FieldLayout row, Stretch stretch)
    {
        if (row.IsNulTerminated || stretch.Size % AesCbc.BlockSize is not (null or 0))
            plan.GiveUp();
        else if (stretch.Size is null)
            plan.Block.Checks.Add(new BlocksCheck(stretch));
    }

    private void Leaf(string path, string? name, FieldLayout? row, FieldType type, Stretch stretch, QuickNumber? number)
    {
        if (type.Kind == FieldKind.Array)
        {
            Numbers(path, name, type, stretch);
            return;
        }

        var text = new QuickText(stretch, type.Kind == FieldKind.Text && type.Size is not null, row is { IsNulTerminated: true });
        if (type.Kind == FieldKind.Text)
            plan.Block.Checks.Add(new TextCheck(text, type));
        if (number is not null && NumberRules.Of(type) is { } rule)
            plan.Block.Checks.Add(new NumberCheck(number, rule));
        if (BeginValue(name, type))
        {
            if (row is not null && plan.KnownOf(row) is { } known)
                plan.Block.Values.Literal(known).Literal(",");
            else
                Value(type, row?.Bits, text, number);
        }

        if (!IsHidden(type))
            Display(path, type, stretch, number);
    }

    // An array of numbers is one leaf, with a value and perhaps a name for each entry.
    private void Numbers(string path, string? name, FieldType type, Stretch stretch)
    {
        FieldType entry = type.Entry!;
        if (entry.Size is not { } size)
        {
            plan.GiveUp();
            return;
        }

        Place behind = plan.At;
        int slot = plan.NewSlot();
        plan.At = new Place(slot, 0);
        Block inner = plan.Within(
            () =>
            {
                Stretch one = plan.Take(size);
                Leaf("", null, null, entry, one, NumberOf(entry, null, one));
            },
            isInList: true);
        bool isSeen = BeginValue(name, type);
        if (isSeen)
            plan.Block.Values.Literal("[");
        plan.Unseen(!isSeen, () => new EntryPlanner(plan, this).Attach(inner, path, stretch, slot, plan.At));
        if (isSeen)
            plan.Block.Values.Close("]").Literal(",");
        plan.At = behind;
    }

    private void Value(FieldType type, BitsLayout? bits, QuickText text, QuickNumber? number)
    {
        StepList values = plan.Block.Values;
        switch (type.Kind)
        {
            case FieldKind.Boolean:
                values.Add(new BooleanStep(number!)).Literal(",");
                break;
            case FieldKind.Float:
                values.Add(new FloatStep(number!, text.Stretch.Size!.Value)).Literal(",");
                break;
            case FieldKind.Time:
                Quoted(new TimeStep(number!, type.TimeUnit));
                break;
            case FieldKind.Unsigned or FieldKind.Signed when number is null:
                Quoted(new WideNumberStep(type, text.Stretch));
                break;
            case FieldKind.Unsigned or FieldKind.Signed when WireNumber.BitsOf(type) > ExactBits:
                Quoted(new NumberStep(number!, type.Kind == FieldKind.Unsigned || bits is not null));
                break;
            case FieldKind.Unsigned or FieldKind.Signed:
                values.Add(new NumberStep(number!, isUnsigned: false)).Literal(",");
                break;
            case FieldKind.Guid:
                Quoted(new GuidStep(text.Stretch, type.ByteOrder));
                break;
            case FieldKind.Text:
                Quoted(new TextStep(text, type.Encoding));
                break;
            default:
                Quoted(new HexStep(text));
                break;
        }
    }

    private void Quoted(Step step) => plan.Block.Values.Literal("\"").Add(step).Literal("\",");

    private void Display(string path, FieldType type, Stretch stretch, QuickNumber? number)
    {
        if (number is not null && !type.Members.IsEmpty)
        {
            var names = new EnumNames(type, $"{(plan.IsInList ? "" : "\"")}{QuickNames.Escape(path)}\":\"");
            plan.Block.Display.Add(new EnumStep(number, names, plan.IsInList));
            return;
        }

        if (type.Display == BytesDisplay.Hex)
            return;
        if (stretch.Size is null)
            plan.GiveUp();
        else if ((type.Display, stretch.Size) is (BytesDisplay.IPv4, 4) or (BytesDisplay.IPv6, 16))
            BeginPath(plan.Block.Display, path).Literal("\":\"").Add(new AddressStep(stretch)).Literal("\",");
    }
}
