using System.Collections.Immutable;
using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing.Generation;

/// <summary>
/// A packet's model in the making. Each field gets its value when something asks for it: lengths come from what they measure, and
/// whether a field is there from the fields before it.
/// </summary>
internal sealed partial class Draft
{
    private readonly ModelMaker _maker;
    private readonly PacketLayout _layout;
    private readonly int _depth;
    private readonly ConditionLayout? _wanted;
    private readonly ValueModel?[] _values;
    private readonly bool?[] _isThere;

    /// <param name="maker">Where values come from.</param>
    /// <param name="layout">The packet's table.</param>
    /// <param name="depth">Packets around this one.</param>
    /// <param name="wanted">What must hold for one of its fields; null if nothing must.</param>
    public Draft(ModelMaker maker, PacketLayout layout, int depth, ConditionLayout? wanted)
    {
        _maker = maker;
        _layout = layout;
        _depth = depth;
        _wanted = wanted;
        _values = new ValueModel?[layout.Fields.Length];
        _isThere = new bool?[layout.Fields.Length];
    }

    /// <summary>The same model where a field was changed: what is there now and was not before gets a value.</summary>
    public static PacketModel? Mend(PacketModel model)
    {
        var draft = new Draft(new ModelMaker(new Random(0), 0), model.Layout, 0, null);
        for (int i = 0; i < model.Fields.Length; i++)
            draft._values[i] = model.Fields[i].Value;
        return draft.Finish();
    }

    /// <summary>The model, or null if the values found do not go together.</summary>
    public PacketModel? Finish()
    {
        var fields = ImmutableArray.CreateBuilder<FieldModel>(_layout.Fields.Length);
        for (int i = 0; i < _layout.Fields.Length; i++)
        {
            ValueModel? value = IsThere(i) ? Value(i) : null;
            if (value is null && IsThere(i))
                return null;
            fields.Add(new FieldModel(_layout.Fields[i], value));
        }

        return new PacketModel(_layout, fields.ToImmutable());
    }

    private int IndexOf(string name)
    {
        int index = _layout.Fields.TakeWhile(f => f.Name != name).Count();
        return index < _layout.Fields.Length
            ? index
            : throw new ArgumentException($"The table of {_layout.Name} has no field '{name}'.", nameof(name));
    }

    private bool IsThere(int index)
    {
        if (_isThere[index] is { } known)
            return known;
        // A length may decide whether what it measures is there: it is, until found otherwise.
        _isThere[index] = true;
        bool isThere = _layout.Fields[index].When.All(condition => condition.Holds(NumberOf(IndexOf(condition.Field))));
        _isThere[index] = isThere;
        return isThere;
    }

    private long NumberOf(int index)
    {
        if (!IsThere(index))
            return 0;
        FieldLayout field = _layout.Fields[index];
        if (field is { Role: FieldRole.Length or FieldRole.Count, Measures: { } name } && IndexOf(name) is var measured && IsThere(measured))
            return Value(measured) is { } content ? Measured(_layout.Fields[measured], content, field.Role == FieldRole.Count) + field.Adjust : 0;
        return (Value(index) as NumberModel)?.Low ?? 0;
    }

    private static long Measured(FieldLayout field, ValueModel value, bool count) =>
        count ? ((EntriesModel)value).Entries.Length : SizeOf(field, value);

    private static int SizeOf(FieldLayout field, ValueModel value) => value switch
    {
        BytesModel bytes => bytes.Bytes.Length,
        EntriesModel { Entries.Length: var count } when field.Type.Entry is { Size: { } size } => count * size,
        EntriesModel entries => entries.Entries.Sum(entry => SizeOf((PacketModel)entry)),
        PacketModel packet => SizeOf(packet),
        CaseModel chosen => SizeOf(new PacketModel(
            new PacketLayout { Name = "", Kind = PacketKind.Structure, MinSize = 0, Fields = [chosen.Case] },
            [new FieldModel(chosen.Case, chosen.Value)])),
        _ => field.Type.Size ?? 0,
    };

    // What cannot be written is too long for everything.
    private static int SizeOf(PacketModel packet) =>
        LayoutEncoder.TryEncode(packet, out EncodedPacket? encoded, out _) ? encoded.Bytes.Length : int.MaxValue;

    private ValueModel? Value(int index)
    {
        FieldLayout field = _layout.Fields[index];
        // A changed choice leaves the old case behind.
        if (_values[index] is CaseModel held && Chosen(field) != held.Case)
            _values[index] = null;
        return _values[index] ??= Make(index, field);
    }

    private FieldLayout? Chosen(FieldLayout field)
    {
        long value = NumberOf(IndexOf(field.ChosenBy!));
        return field.Type.Packet!.Fields.FirstOrDefault(f => f.Cases.Contains(value)) ?? field.Type.Packet.Fields.FirstOrDefault(f => f.IsOtherwise);
    }

    private ValueModel? Make(int index, FieldLayout field)
    {
        if (field is { Constant: { IsDefaultOrEmpty: false } constant })
        {
            return Numbers.IsNumber(field.Type)
                ? new NumberModel(field.Bits is null ? Numbers.ReadFixed(constant.AsSpan(), field.Type.ByteOrder, Numbers.IsSigned(field.Type)) : 0)
                : new BytesModel(constant);
        }

        if (Numbers.IsNumber(field.Type))
            return MakeNumber(field);
        int measure = field.MeasuredBy is { } name ? IndexOf(name) : -1;
        return field.Type.Kind == FieldKind.Union
            ? Chosen(field) is { } chosen && Content(chosen, measure, field) is { } value ? new CaseModel(chosen, value) : null
            : Content(field, measure, field);
    }

    private NumberModel? MakeNumber(FieldLayout field)
    {
        // A bit field's constant is its only value.
        ImmutableArray<long> asked = Asked(field);
        if (IsWanted(field))
        {
            asked = _wanted!.Mask != 0 ? BitsIn(_wanted.Mask) : _wanted.Values;
            asked = [.. asked.Where(v => NumberMaker.IsValid(field.Type, field, NumberMaker.Extend(field.Type, v)))];
            return asked.IsEmpty ? null : new NumberModel(NumberMaker.Extend(field.Type, asked[_maker.Random.Next(asked.Length)]));
        }

        FieldLayout? union = _layout.Fields.FirstOrDefault(f => f.ChosenBy == field.Name && !f.Type.Packet!.Fields.Any(c => c.IsOtherwise));
        if (union is not null && _maker.Random.Next(20) > 0)
        {
            long[] cases = [.. union.Type.Packet!.Fields.SelectMany(f => f.Cases)];
            cases = [.. cases.Where(v => NumberMaker.IsValid(field.Type, field, NumberMaker.Extend(field.Type, v)))];
            if (cases.Length > 0)
                return new NumberModel(NumberMaker.Extend(field.Type, cases[_maker.Random.Next(cases.Length)]));
        }

        return _maker.Numbers.Make(field.Type, field, asked) is { } number ? new NumberModel(number) : null;
    }

    /// <summary>The values of a field that decide something elsewhere in the packet, so that both answers occur.</summary>
    private ImmutableArray<long> Asked(FieldLayout field)
    {
        var asked = ImmutableArray.CreateBuilder<long>();
        foreach (FieldLayout other in _layout.Fields)
        {
            foreach (ConditionLayout condition in other.When.Where(c => c.Field == field.Name))
                asked.AddRange(condition.Mask != 0 ? BitsIn(condition.Mask) : condition.Values);
            if (other.ChosenBy == field.Name)
                asked.AddRange(other.Type.Packet!.Fields.SelectMany(f => f.Cases));
        }

        return asked.ToImmutable();
    }

    private bool IsWanted(FieldLayout field) => _wanted?.Field == field.Name;

    private static ImmutableArray<long> BitsIn(long mask) => [.. Enumerable.Range(0, 64).Select(bit => 1L << bit).Where(bit => (mask & bit) != 0)];
}
