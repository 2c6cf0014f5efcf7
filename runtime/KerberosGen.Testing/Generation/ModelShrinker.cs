using System.Collections.Immutable;
using KerberosGen.Layout;
using KerberosGen.Testing.Layouts;

namespace KerberosGen.Testing.Generation;

/// <summary>Makes smaller models of a model, so that what fails is shown at its smallest.</summary>
internal static class ModelShrinker
{
    private const int MostEntries = 12;

    /// <summary>Models with one thing less in them, the largest steps first; all are allowed by the table.</summary>
    public static IEnumerable<PacketModel> Shrink(PacketModel model)
    {
        for (int i = 0; i < model.Fields.Length; i++)
        {
            FieldModel field = model.Fields[i];
            if (field.Value is null || IsWrittenForIt(model, field.Layout))
                continue;
            foreach (ValueModel smaller in Values(field.Layout.Type, field.Layout, field.Value))
            {
                if (Draft.Mend(model.With(i, smaller)) is { } mended && ModelMaker.Settle(mended) is { } settled)
                    yield return settled;
            }
        }
    }

    private static bool IsWrittenForIt(PacketModel model, FieldLayout field) => field.Measures is { } measured
        ? model[measured] is not null
        : field.IsDerived && !field.IsComputed;

    private static IEnumerable<ValueModel> Values(FieldType type, FieldLayout? field, ValueModel value) => value switch
    {
        NumberModel number => Smaller(type, field, number),
        BytesModel bytes => Smaller(bytes, field is { IsNulTerminated: true }, type.Size is not null),
        EntriesModel entries => Smaller(type, entries),
        PacketModel packet => Shrink(packet),
        CaseModel chosen => Values(chosen.Case.Type, chosen.Case, chosen.Value).Select(inner => new CaseModel(chosen.Case, inner)),
        _ => [],
    };

    private static IEnumerable<NumberModel> Smaller(FieldType type, FieldLayout? field, NumberModel number)
    {
        IEnumerable<UInt128> candidates = type.Kind == FieldKind.Float
            ? [0, Numbers.FromDouble(type, 1)]
            : Numbers.IsSigned(type)
                ? [0, 1, (UInt128)((Int128)number.Bits / 2), (UInt128)((Int128)number.Bits - Int128.Sign((Int128)number.Bits))]
                : [0, 1, .. field?.OneOf.Select(v => NumberMaker.Extend(type, v)) ?? [], .. Roots(field), number.Bits / 2, number.Bits - 1];
        return candidates
            .Where(candidate => Rank(type, candidate) < Rank(type, number.Bits) && NumberMaker.IsValid(type, field, candidate))
            .Distinct()
            .Select(static candidate => new NumberModel(candidate));
    }

    private static IEnumerable<UInt128> Roots(FieldLayout? field) =>
        field?.Min is { } min and >= 0 and < 1e15 ? [(UInt128)min] : [];

    // Every step makes a number's rank fall, so that shrinking ends.
    private static UInt128 Rank(FieldType type, UInt128 value) =>
        type.Kind != FieldKind.Float && Numbers.IsSigned(type) && (Int128)value < 0 ? ~value + 1 : value;

    private static IEnumerable<BytesModel> Smaller(BytesModel bytes, bool withoutNul, bool isFixed)
    {
        ImmutableArray<byte> held = bytes.Bytes;
        byte plain = withoutNul ? (byte)'a' : (byte)0;
        if (!isFixed && held.Length > 0)
        {
            yield return new BytesModel([]);
            if (held.Length > 2)
            {
                yield return new BytesModel(held[..(held.Length / 2)]);
                yield return new BytesModel(held[(held.Length / 2)..]);
            }

            yield return new BytesModel(held[..^1]);
            yield return new BytesModel(held[1..]);
        }

        if (held.All(b => b == plain))
            yield break;
        yield return new BytesModel([.. Enumerable.Repeat(plain, held.Length)]);
        for (int i = 0; i < Math.Min(held.Length, MostEntries); i++)
        {
            if (held[i] != plain)
                yield return new BytesModel(held.SetItem(i, plain));
        }
    }

    private static IEnumerable<EntriesModel> Smaller(FieldType type, EntriesModel entries)
    {
        ImmutableArray<ValueModel> held = entries.Entries;
        if (type.Kind != FieldKind.Array && held.Length > 0)
        {
            yield return new EntriesModel([]);
            if (held.Length > 2)
            {
                yield return new EntriesModel(held[..(held.Length / 2)]);
                yield return new EntriesModel(held[(held.Length / 2)..]);
            }

            for (int i = 0; i < Math.Min(held.Length, MostEntries); i++)
                yield return new EntriesModel(held.RemoveAt(i));
        }

        for (int i = 0; i < Math.Min(held.Length, MostEntries); i++)
        {
            foreach (ValueModel smaller in Values(type.Entry!, null, held[i]))
                yield return new EntriesModel(held.SetItem(i, smaller));
        }
    }
}
