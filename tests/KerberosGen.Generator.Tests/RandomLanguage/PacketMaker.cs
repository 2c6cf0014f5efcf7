using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>Makes the fields of a random packet.</summary>
internal sealed partial class PacketMaker(RandomSource random, IReadOnlyList<KnownType> known, Queue<string> names)
{
    private readonly FixedFields _fixedFields = new(random, known);
    private readonly OpenFields _openFields = new(random, known);
    private readonly List<DeclaredField> _fields = [];
    private readonly List<Control> _controls = [];

    // Fields whose length stands before them already, in the order of their lengths.
    private readonly List<(OpenField Field, string Measure)> _pending = [];

    // Lengths, and what is there or not because of one.
    private readonly HashSet<string> _followsFromLength = [];
    private readonly HashSet<string> _unconditional = [];
    private bool _isConditional;
    private bool _hasOpenField;
    private bool _isAligned;
    private bool _endsInBits;

    public ImmutableArray<DeclaredField> Fields => [.. _fields];

    public ImmutableArray<string> Words { get; private set; } = [];

    public ImmutableArray<string> Rest { get; private set; } = [];

    public ImmutableArray<Control> Controls => [.. _controls.Where(c => _unconditional.Contains(c.Name))];

    public bool IsView { get; private set; }

    public bool IsGreedy { get; private set; }

    public bool IsFixed => !_hasOpenField && !_isConditional;

    public int Size { get; private set; }

    public void Make()
    {
        Words = [.. _fixedFields.Maybe(3, "BigEndian"), .. _fixedFields.Maybe(6, random.Pick("Align(2)", "Align(4)", "Align(8, Ignored = true)", "Align(16)"))];
        _isAligned = Words.Any(static w => w.StartsWith("Align", StringComparison.Ordinal));
        bool announces = random.Chance(5);
        if (announces)
            AddPacketLength();
        for (int i = random.Next(0, 9); i > 0; i--)
        {
            switch (random.Next(0, 10))
            {
                case < 4:
                    AddFixed();
                    break;
                case 4:
                    AddBits();
                    break;
                case 5 when _pending.Count > 0:
                    AddPending(0);
                    break;
                default:
                    AddOpen();
                    break;
            }
        }

        while (_pending.Count > 0)
            AddPending(random.Next(0, _pending.Count));
        if (!_isAligned && random.Chance(3))
            AddLast(announces);
        AddChecksum();
        AddRules();
    }

    private void AddPacketLength()
    {
        for (int i = random.Next(0, 3); i > 0; i--)
            AddFixed(mayVary: false);
        string adjust = random.Chance(2) ? $"(Adjust = {random.Next(-4, 9)})" : "";
        Add(new DeclaredField(random.Pick("ushort", "uint", "ulong"), names.Dequeue()) { Words = [$"PacketLength{adjust}", .. _fixedFields.Order()] }, null, 8, mayVary: false);
    }

    private void AddFixed(bool mayVary = true)
    {
        (DeclaredField field, Control? control, int size) = _fixedFields.Make(names.Dequeue());
        Add(field, control, size, mayVary);
    }

    private void AddOpen()
    {
        OpenField open = _openFields.Make(names.Dequeue(), mayBeMeasured: true, mayGoOn: false, mayBeUnion: Choosers.Length > 0);
        if (open.Ending is Ending.Length or Ending.Count)
            AddMeasure(open);
        else
            Add(open, null);
    }

    private void AddMeasure(OpenField open)
    {
        string name = names.Dequeue();
        string word;
        if (open.Ending == Ending.Count)
        {
            word = $"CountOf(nameof({open.Field.Name}))";
        }
        else
        {
            string more = random.Next(0, 4) switch
            {
                0 => ", Inclusive = true",
                1 => $", Adjust = {random.Next(0, 9)}",
                2 => $", Inclusive = true, Adjust = {random.Next(1, 9)}",
                _ => "",
            };
            word = $"LengthOf(nameof({open.Field.Name}){more})";
        }

        if (open.IsSmall && random.Chance(5))
        {
            AddBits(name, word);
        }
        else
        {
            (DeclaredField measure, int size) = _fixedFields.Unsigned(name, open.IsSmall ? 1 : 2);
            Add(measure.With(word), new Control(name, 8 * size, false, open.IsSmall && IsPlain(word)), size, mayVary: false);
        }

        _followsFromLength.Add(name);
        _pending.Add((open, name));
        if (random.Chance(2))
            AddPending(_pending.Count - 1);
    }

    private void AddPending(int index)
    {
        (OpenField open, string measure) = _pending[index];
        _pending.RemoveAt(index);
        Add(open, measure);
    }

    private void Add(OpenField open, string? measure)
    {
        DeclaredField field = open.Field;
        if (open.IsUnion)
            field = field.With($"ChosenBy(nameof({random.Pick<Control>(Choosers).Name}))");
        IsView |= open.IsView;
        IsGreedy |= open.Ending == Ending.None;
        _hasOpenField = true;
        Control? control = field.Words.Contains("Leb128") ? new Control(field.Name, 7, false, false) : null;
        Add(field, control, open.Size, mayVary: open.Ending != Ending.None, measure);
    }

    private void Add(DeclaredField field, Control? control, int size, bool mayVary, string? measure = null)
    {
        // What a length measures must not decide, around any corner, about that length.
        Control[] deciders = [.. _controls.Where(c => measure is null || !_followsFromLength.Contains(c.Name))];
        bool isConditional = mayVary && deciders.Length > 0 && random.Chance(5);
        if (isConditional)
        {
            for (int i = random.Next(1, 3); i > 0; i--)
            {
                Control decider = random.Pick<Control>(deciders);
                field = field.With(Condition(decider));
                if (_followsFromLength.Contains(decider.Name))
                    _followsFromLength.Add(field.Name);
            }

            _isConditional = true;
        }
        else
        {
            _unconditional.Add(field.Name);
        }

        if (random.Chance(10))
            field = field.With($"PadBefore({random.Next(1, 4)}{Ignored()})");
        if (mayVary && random.Chance(10))
            field = field.With($"Align({random.Pick("2", "4", "8", "16")}{Ignored()})");
        _fields.Add(field);
        _endsInBits = false;
        Size += size + 4;
        if (control is not null)
            _controls.Add(control);
    }

    // One that counts itself is never 0.
    private static bool IsPlain(string word) => !word.Contains(", ", StringComparison.Ordinal);

    private Control[] Choosers => [.. _controls.Where(static c => c is { IsBoolean: false, IsFree: true, Bits: >= 4 })];

    private string Condition(Control control)
    {
        string name = $"nameof({control.Name})";
        if (control.IsBoolean)
            return $"When({name}, {random.Pick("true", "false")})";
        int most = control.Bits switch { 1 => 1, 2 => 3, _ => 7 };
        return random.Chance(2)
            ? $"WhenFlag({name}, {random.Next(1, most + 1)})"
            : $"When({name}, {random.Pick("0", "1", "0, 1", $"{most}", $"1, {most}")})";
    }

    private string Ignored() => random.Chance(4) ? ", Ignored = true" : "";
}
