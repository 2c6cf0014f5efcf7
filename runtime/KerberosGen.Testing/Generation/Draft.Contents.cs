using System.Collections.Immutable;
using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing.Generation;

internal sealed partial class Draft
{
    /// <summary>What stands in a field that is no number.</summary>
    /// <param name="field">The field, or the case of a union.</param>
    /// <param name="measure">The index of the length or count that measures it, or -1.</param>
    /// <param name="owner">The field that is measured: the union, of a case.</param>
    private ValueModel? Content(FieldLayout field, int measure, FieldLayout owner)
    {
        FieldType type = field.Type;
        if (field is { Constant: { IsDefaultOrEmpty: false } constant } && !Numbers.IsNumber(type))
            return new BytesModel(constant);
        bool byCount = measure >= 0 ? owner.MeasuredByCount : field.Prefix is { IsCount: true };
        Func<long, bool> allowed = number => Allows(field, measure, number);
        switch (type.Kind)
        {
            case FieldKind.List:
                return List(type, byCount ? allowed : count => allowed(count * type.Entry!.Size!.Value), measure);
            case FieldKind.Array:
                return Entries(type.Entry!, type.Count);
            case FieldKind.Sequence when byCount || !field.Until.IsEmpty:
                return Counted(field, allowed, measure);
            case FieldKind.Sequence:
                return Fitting(type, allowed);
            case FieldKind.Packet:
                return Fitting(() => Nested(type.Packet!, null), field, allowed);
        }

        if (Numbers.IsNumber(type))
            return _maker.Numbers.Make(type, field, []) is { } number ? new NumberModel(number) : null;
        int? size = type.Size ?? _maker.Sizes.Bytes(allowed, AskedSizes(measure), _depth);
        return size is { } bytes ? _maker.Bytes.Make(type, bytes, field.IsNulTerminated) : null;
    }

    /// <summary>True if the length or prefix of a field can say this number of bytes or entries.</summary>
    private bool Allows(FieldLayout field, int measure, long number)
    {
        if (field.Prefix is { } prefix && prefix.Width is > 0 and < 8 && (number + prefix.Adjust) >> (8 * prefix.Width) != 0)
            return false;
        if (measure < 0)
            return true;
        FieldLayout length = _layout.Fields[measure];
        long value = number + length.Adjust;
        bool isUnsigned = !Numbers.IsSigned(length.Type);
        return (value >= 0 || !isUnsigned)
            && NumberMaker.IsValid(length.Type, length, (UInt128)(Int128)value)
            && (!IsWanted(length) || _wanted!.Holds(value));
    }

    private ImmutableArray<long> AskedSizes(int measure)
    {
        if (measure < 0)
            return [];
        FieldLayout length = _layout.Fields[measure];
        IEnumerable<long> values = Asked(length).Concat(length.OneOf);
        if (IsWanted(length))
            values = values.Concat(_wanted!.Values);
        if (length.Min is { } min and > -1e6 and < 1e6)
            values = values.Append((long)min);
        if (length.Max is { } max and > -1e6 and < 1e6)
            values = values.Append((long)max);
        return [.. values.Select(value => value - length.Adjust)];
    }

    private EntriesModel? List(FieldType type, Func<long, bool> allowed, int measure) =>
        _maker.Sizes.Entries(allowed, AskedSizes(measure), _depth) is { } count ? Entries(type.Entry!, count) : null;

    private EntriesModel? Entries(FieldType entry, int count)
    {
        var entries = ImmutableArray.CreateBuilder<ValueModel>(count);
        for (int i = 0; i < count; i++)
        {
            ValueModel? value = entry.Kind == FieldKind.Packet
                ? Nested(entry.Packet!, null)
                : Numbers.IsNumber(entry)
                    ? _maker.Numbers.Make(entry, null, []) is { } number ? new NumberModel(number) : null
                    : _maker.Bytes.Make(entry, entry.Size!.Value, false);
            if (value is null)
                return null;
            entries.Add(value);
        }

        return new EntriesModel(entries.ToImmutable());
    }

    private EntriesModel? Counted(FieldLayout field, Func<long, bool> allowed, int measure)
    {
        bool hasLast = !field.Until.IsEmpty;
        if (_maker.Sizes.Entries(count => (!hasLast || count > 0) && allowed(count), AskedSizes(measure), _depth) is not { } count)
            return null;
        var entries = ImmutableArray.CreateBuilder<ValueModel>(count);
        for (int i = 0; i < count; i++)
        {
            bool isLast = hasLast && i == count - 1;
            PacketModel? entry = Entry(field, isLast);
            if (entry is null && (isLast || !hasLast))
                return null;
            if (entry is not null)
                entries.Add(entry);
        }

        return new EntriesModel(entries.ToImmutable());
    }

    /// <summary>An entry that has bytes and is the last of its sequence, or is not.</summary>
    private PacketModel? Entry(FieldLayout field, bool isLast)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            ConditionLayout? wanted = isLast ? field.Until[_maker.Random.Next(field.Until.Length)] : null;
            if (Nested(field.Type.Entry!.Packet!, wanted) is not { } draft || ModelMaker.Settle(draft) is not { } entry || SizeOf(entry) == 0)
                continue;
            if (field.Until.IsEmpty || field.Until.Any(until => until.Holds(entry.Number(until.Field))) == isLast)
                return entry;
        }

        return null;
    }

    /// <summary>Entries whose bytes together are allowed.</summary>
    private EntriesModel? Fitting(FieldType type, Func<long, bool> allowed)
    {
        var entries = new List<ValueModel>();
        var sizes = new List<int>();
        for (int i = _maker.Sizes.Entries(_ => true, [], _depth) ?? 0; i > 0; i--)
        {
            if (Nested(type.Entry!.Packet!, null) is { } entry && SizeOf(entry) is > 0 and < int.MaxValue and var size)
            {
                entries.Add(entry);
                sizes.Add(size);
            }
        }

        for (long total = sizes.Sum(); !allowed(total); total = sizes.Sum())
        {
            if (entries.Count == 0)
                return null;
            entries.RemoveAt(entries.Count - 1);
            sizes.RemoveAt(sizes.Count - 1);
        }

        return new EntriesModel([.. entries]);
    }

    private static ValueModel? Fitting(Func<ValueModel?> make, FieldLayout field, Func<long, bool> allowed)
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            if (make() is { } value && allowed(SizeOf(field, value)))
                return value;
        }

        return null;
    }

    private PacketModel? Nested(PacketLayout layout, ConditionLayout? wanted) => new Draft(_maker, layout, _depth + 1, wanted).Finish();
}
