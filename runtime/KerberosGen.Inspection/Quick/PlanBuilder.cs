using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick.Checks;
using KerberosGen.Inspection.Quick.Steps;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Makes a plan from tables: goes through the rows once as <see cref="FieldWalker"/> does for every packet, and writes down what
/// is left to do when the bytes are known.
/// </summary>
internal sealed class PlanBuilder
{
    // Tables may contain themselves by way of a sequence; what nests so deep is left to the decoder.
    private const int DeepestNesting = 16;

    private readonly LeafPlanner _leaves;
    private readonly FieldPlanner _fields;
    private readonly List<SealedFields> _sealed = [];
    private int _depth;
    private int _within;

    public PlanBuilder(bool showSecrets)
    {
        _leaves = new LeafPlanner(this, showSecrets);
        _fields = new FieldPlanner(this, _leaves);
    }

    /// <summary>The part of the plan that is being made.</summary>
    public Block Block { get; private set; } = new();

    /// <summary>Where the walk stands.</summary>
    public Place At { get; set; } = new(QuickPacket.StartSlot, 0);

    /// <summary>The slot of the end of the innermost part.</summary>
    public int End { get; private set; } = QuickPacket.EndSlot;

    /// <summary>Places that vary.</summary>
    public int SlotCount { get; private set; } = 2;

    /// <summary>True while fields are walked that a secret holds.</summary>
    public bool IsSecret { get; set; }

    /// <summary>True within an entry, whose path is known only when it is written.</summary>
    public bool IsInList { get; private set; }

    /// <summary>False once something was found that no plan is made for.</summary>
    public bool IsPossible { get; private set; } = true;

    /// <summary>Numbers of the header that are the same in every packet of the plan.</summary>
    public IReadOnlyList<(FieldLayout Row, int Value)> Known { get; init; } = [];

    /// <summary>Who knows more of a number than its table; null if nobody does.</summary>
    public IKeyRing? Keys { get; init; }

    /// <summary>What is encrypted, each group under its IV.</summary>
    public IReadOnlyList<SealedFields> Sealed => _sealed;

    public int NewSlot() => SlotCount++;

    /// <summary>The number that a row of the header always has; null if that is not known.</summary>
    public int? KnownOf(FieldLayout row)
    {
        foreach ((FieldLayout known, int value) in Known)
        {
            if (ReferenceEquals(known, row))
                return value;
        }

        return null;
    }

    public void GiveUp() => IsPossible = false;

    /// <summary>Goes through the rows of a packet; their values become members.</summary>
    public RowPlaces Packet(PacketLayout layout, string prefix)
    {
        var rows = new RowPlaces(layout, prefix, At);
        if (_depth == DeepestNesting)
            GiveUp();
        if (!IsPossible)
            return rows;
        _depth++;
        int outerEnd = End;
        for (int i = 0; i < layout.Fields.Length; i++)
        {
            FieldLayout row = layout.Fields[i];
            if (row.When.IsEmpty)
                Row(rows, i);
            else
                OptionalRow(rows, i);
            if (row.Role == FieldRole.PacketLength)
                EnterPart(rows, row);
        }

        if (layout.Align > 0 && layout.Fields.Length > 0)
            Padding(rows.Start, prefix, 0, layout.Align);
        if (End != outerEnd)
        {
            Block.Checks.Add(new EndCheck(At, new Place(End, 0)));
            Block.Run = null;
            End = outerEnd;
        }

        Checksums(rows);
        Seals(rows);
        _depth--;
        return rows;
    }

    /// <summary>Takes bytes of fixed size.</summary>
    public Stretch Take(int size)
    {
        Place start = At;
        if (Block.Run?.Slot != start.Slot)
            Block.Checks.Add(Block.Run = new RoomCheck(start.Slot, End));
        Block.Run.Size = Math.Max(Block.Run.Size, start.Delta + size);
        At = start + size;
        return new Stretch(start, At);
    }

    /// <summary>Adds a check that finds the end of what begins here.</summary>
    /// <param name="find">Makes it: from where, within which end, and the slot for what it finds.</param>
    public Place FindEnd(Func<Place, int, int, Check> find)
    {
        int slot = NewSlot();
        Block.Checks.Add(find(At, End, slot));
        Block.Run = null;
        return new Place(slot, 0);
    }

    /// <summary>Takes bytes up to a place that a check finds.</summary>
    public Stretch TakeTo(Func<Place, int, int, Check> find)
    {
        Place start = At;
        At = FindEnd(find);
        return new Stretch(start, At);
    }

    /// <summary>Makes a part of the plan of its own.</summary>
    public Block Within(Action make, bool isInList)
    {
        Block outer = Block;
        outer.Run = null;
        bool wasInList = IsInList;
        Block = new Block();
        IsInList |= isInList;
        _within++;
        make();
        _within--;
        Block inner = Block;
        Block = outer;
        IsInList = wasInList;
        return inner;
    }

    /// <summary>Walks rows whose part ends at a place, which must be used up.</summary>
    public void InPart(Place end, Action walk)
    {
        int outer = End;
        End = end.Slot;
        Block.Run = null;
        walk();
        Block.Checks.Add(new EndCheck(At, end));
        Block.Run = null;
        End = outer;
        At = end;
    }

    /// <summary>Steps whose values nobody sees.</summary>
    public void Unseen(bool isUnseen, Action walk)
    {
        StepList values = Block.Values;
        if (isUnseen)
            Block.Values = new StepList();
        walk();
        Block.Values = values;
    }

    private void Row(RowPlaces rows, int index)
    {
        FieldLayout row = rows.Layout.Fields[index];
        string path = rows.Prefix + row.Name;
        Padding(rows.Start, path, row.PadBefore, row.Align);
        Place start = At;
        if (row.Bits is { } bits)
            start = _fields.Bits(rows, row, bits, path).Start;
        else
            _fields.Field(rows, row, path, TailBehind(rows.Layout, index));
        rows.Set(index, start, At);
    }

    private void OptionalRow(RowPlaces rows, int index)
    {
        FieldLayout row = rows.Layout.Fields[index];
        if (row.Bits is not null || row.Role == FieldRole.PacketLength || row.Checksum is not null || rows.ConditionOf(row.When, needsAll: true) is not { } condition)
        {
            GiveUp();
            return;
        }

        Place absent = At;
        rows.Presence = condition;
        Block inner = Within(() => Row(rows, index), isInList: false);
        rows.Presence = null;
        rows.Forget(index);
        int slot = NewSlot();
        Block.Checks.Add(new WhenCheck(condition, [.. inner.Checks], absent, At, slot));
        At = new Place(slot, 0);
        Attach(inner, steps => new WhenStep(condition, steps));
    }

    /// <summary>Adds to each kind of steps what a part of the plan does.</summary>
    public void Attach(Block inner, Func<Step[], Step> wrap)
    {
        Attach(Block.Values, inner.Values, wrap);
        Attach(Block.Display, inner.Display, wrap);
        Attach(Block.Spans, inner.Spans, wrap);
        Attach(Block.Redacted, inner.Redacted, wrap);
    }

    private static void Attach(StepList outer, StepList inner, Func<Step[], Step> wrap)
    {
        if (!inner.IsEmpty)
            outer.Add(wrap(inner.ToArray()));
    }

    private void EnterPart(RowPlaces rows, FieldLayout row)
    {
        if (rows.NumberOf(row.Name) is not { } number)
        {
            GiveUp();
            return;
        }

        int slot = NewSlot();
        Block.Checks.Add(new PartCheck(number, row.Adjust, rows.Layout.MinSize, rows.Start, At, End, slot));
        Block.Run = null;
        End = slot;
    }

    private void Padding(Place owner, string path, int fixedSize, int align)
    {
        bool isKnown = align == 0 || owner.Slot == At.Slot;
        int size = fixedSize + (isKnown && align > 0 ? Codec.Wire.PaddingTo(At.Delta + fixedSize - owner.Delta, align) : 0);
        if (isKnown && size == 0)
            return;
        Stretch stretch = isKnown ? Take(size) : TakeTo((start, end, found) => new PaddingCheck(owner, fixedSize, align, start, end, found));
        // What padding that may hold anything holds is no value: the renderer writes the packet's bytes beside them.
        Block.Checks.Add(new ZeroCheck(stretch));
        if (isKnown)
        {
            _leaves.Span(path + "#padding", stretch, null);
            return;
        }

        Block inner = Within(() => _leaves.Span(path + "#padding", stretch, null), isInList: false);
        Attach(inner, steps => new AnyBytesStep(stretch, steps));
    }

    private void Checksums(RowPlaces rows)
    {
        foreach (FieldLayout row in rows.Layout.Fields)
        {
            if (row.Checksum is not { } checksum)
                continue;
            Stretch? own = rows.PlaceOf(row.Name);
            Place? from = checksum.From is { } first ? rows.PlaceOf(first)?.Start : rows.Start;
            Place? to = checksum.To is { } last ? rows.PlaceOf(last)?.End : own?.Start;
            if (own?.Size is not (> 0 and <= sizeof(ulong)) || from is null || to is null || rows.NumberOf(row.Name) is not { } number || row.Bits is not null)
                GiveUp();
            else
                Block.Checks.Add(new ChecksumCheck(checksum, number, own.Value, new Stretch(from.Value, to.Value), new Stretch(rows.Start, At)));
        }
    }

    // What may not be there, and entries, are left to the decoder: a plan knows where a field stands, not whether.
    private void Seals(RowPlaces rows)
    {
        foreach (IGrouping<(string Role, string Iv), FieldLayout> group in rows.Layout.Fields
            .Where(f => f.Encryption is not null).GroupBy(f => (f.Encryption!.Role, f.Encryption.Iv)))
        {
            Stretch?[] ciphertexts = [.. group.Select(f => rows.PlaceOf(f.Name))];
            if (_within > 0 || rows.PlaceOf(group.Key.Iv) is not { Size: AesCbc.BlockSize } iv || ciphertexts.Contains(null))
                GiveUp();
            else
                _sealed.Add(new SealedFields(group.Key.Role, iv, [.. ciphertexts.Select(c => c!.Value)]));
        }
    }

    // As the walker counts it; what it leaves out, a plan's last check finds missing.
    private static int TailBehind(PacketLayout layout, int index)
    {
        int tail = 0;
        foreach (FieldLayout row in layout.Fields.AsSpan()[(index + 1)..])
        {
            int? size = row.Bits is { } bits ? (bits.IsFirst ? bits.IntegerSize : 0) : row.Type.Size;
            if (size is null || !row.When.IsEmpty)
                return 0;
            tail += row.PadBefore + size.Value;
        }

        return tail;
    }
}
