using System.Collections.Generic;
using System.Linq;
using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Fields of fixed size one after the other: one check of the room for all of them, then constant offsets.</summary>
internal sealed class FieldRun
{
    private readonly List<(FieldSpec Field, Spot Spot, Spot Padding)> _places = [];
    private readonly PacketSpec _spec;

    /// <param name="spec">The packet.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="start">The reference to the run's first byte.</param>
    /// <param name="position">Where the run begins in the packet, for offsets that are not known before.</param>
    /// <param name="skipsPadding">True if the padding in front of the first field is dealt with.</param>
    public FieldRun(PacketSpec spec, IEnumerable<FieldSpec> fields, string start, string position, bool skipsPadding = false)
    {
        _spec = spec;
        Spot bits = new(start, 0, position);
        foreach (FieldSpec field in fields)
        {
            if (field.Bits is { IsFirst: false })
            {
                _places.Add((field, bits, bits));
                continue;
            }

            Spot padding = At(Size);
            if (!(skipsPadding && _places.Count == 0))
                Size += field.Padding ?? 0;
            Spot spot = At(Size);
            if (field.Offset is { } offset)
                spot = spot with { Position = Number(offset) };
            bits = spot;
            _places.Add((field, spot, padding));
            Size += field.Size!.Value;

            Spot At(int bytes) => new Spot(start, 0, position).Plus(bytes);
        }
    }

    /// <summary>Bytes of the run.</summary>
    public int Size { get; }

    /// <summary>The fields and where they stand.</summary>
    public IEnumerable<(FieldSpec Field, Spot Spot)> Fields => _places.Select(p => (p.Field, p.Spot));

    /// <summary>Emits the locals of the integers that bit fields share.</summary>
    public void LoadBits(SourceWriter source)
    {
        foreach ((FieldSpec field, Spot spot, Spot _) in _places)
        {
            if (field.Bits is { IsFirst: true })
                source.Line(BitGroups.Load(_spec, field, spot));
        }
    }

    /// <summary>Emits what the bytes are held to before they are read.</summary>
    public void Check(SourceWriter source, Refusal refusal)
    {
        foreach ((FieldSpec field, Spot spot, Spot padding) in _places)
        {
            int size = spot.Offset - padding.Offset;
            if (size > 0 && !field.IsPaddingIgnored)
            {
                string where = spot.Position == Number(field.Offset ?? -1) ? Number(field.Offset!.Value - size) : padding.Where;
                refusal.When($"!{Wire}.IsZero({Wire}.Bytes(in {padding.Start}, {padding.At}, {Number(size)}))", "NonZeroPadding", field.Leaf, where);
            }

            FieldChecks.Emit(source, _spec, field, spot, refusal);
        }
    }

    /// <summary>The statement that reads a field.</summary>
    public string Read(FieldSpec field, Spot spot, string target) =>
        field.Bits is null ? FieldAccess.Read(field, target, spot) : BitGroups.Read(_spec, field, target);

    /// <summary>Emits what writes the fields, their padding included.</summary>
    /// <param name="source">The source.</param>
    /// <param name="behind">Bytes between the reference and the run.</param>
    public void Write(SourceWriter source, int behind = 0)
    {
        foreach ((FieldSpec field, Spot place, Spot gap) in _places)
        {
            Spot spot = place.Plus(behind);
            Spot padding = gap.Plus(behind);
            if (spot.Offset > padding.Offset)
                source.Line($"{Wire}.Clear(ref {padding.Start}, {padding.At}, {Number(spot.Offset - padding.Offset)});");
            // A checksum is written when what it covers is.
            if (field.Checksum is not null)
                continue;
            if (field.Bits is null)
                source.Lines(FieldAccess.Write(field, WrittenValue.Of(_spec, field), spot));
            else if (field.Bits.IsFirst)
                source.Line(BitGroups.Write(_spec, field, spot));
        }
    }
}
