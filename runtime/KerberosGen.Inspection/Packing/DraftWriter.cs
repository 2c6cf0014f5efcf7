using System.Globalization;
using System.Runtime.InteropServices;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>
/// Writes one packet by its table. What follows from other fields (lengths, counts, the packet's length, checksums, constants) is
/// written so, unless it is to be kept.
/// </summary>
internal sealed class DraftWriter
{
    private const int MaxRounds = 4;
    private const int Leb128PrefixBits = 32;

    private readonly PacketDraft _draft;
    private readonly PacketLayout _layout;
    private readonly string _path;

    // What each field holds, without padding, prefix and NUL: lengths are known before their place is written.
    private readonly byte[]?[] _contents;
    private readonly (int Start, int End)[] _places;
    private readonly DraftPresence _presence;
    private readonly int _last;

    private DraftWriter(PacketDraft draft, string path)
    {
        _draft = draft;
        _layout = draft.Layout;
        _path = path;
        _contents = new byte[]?[_layout.Fields.Length];
        _places = new (int, int)[_layout.Fields.Length];
        _presence = new DraftPresence(draft, path, ValueOf);
        _last = Array.FindLastIndex(draft.Fields, f => f is not null);
    }

    /// <summary>The packet's bytes.</summary>
    /// <param name="draft">What to write.</param>
    /// <param name="path">Its path, for what cannot be written.</param>
    /// <exception cref="PackingException">A field is missing, or a value does not fit.</exception>
    public static byte[] Write(PacketDraft draft, string path) => new DraftWriter(draft, path).Write();

    private byte[] Write()
    {
        for (int i = 0; i < _contents.Length; i++)
        {
            FieldLayout row = _layout.Fields[i];
            bool isDerived = _draft.Fields[i] is { IsKept: false } && (IsNumber(row) || !row.Constant.IsDefault);
            if (_draft.Fields[i] is { Value: { } value } && !isDerived)
                _contents[i] = value is BitsDraft ? [] : ContentOf(row.Type, value, PathOf(i));
        }

        List<byte> packet = Assemble(0);
        if (_layout.Fields.Any(f => f.Role == FieldRole.PacketLength))
        {
            // The length may change how long it is itself.
            for (int round = 0, size = -1; round < MaxRounds && size != packet.Count; round++)
            {
                size = packet.Count;
                packet = Assemble(size);
            }
        }

        WriteChecksums(CollectionsMarshal.AsSpan(packet));
        packet.AddRange(_draft.Rest.Span);
        return [.. packet];
    }

    private List<byte> Assemble(int size)
    {
        List<byte> packet = [];
        UInt128 shared = 0;
        for (int i = 0; i < _contents.Length; i++)
        {
            FieldLayout row = _layout.Fields[i];
            FieldDraft? field = _draft.Fields[i];
            if (_draft.IsCut && i > _last)
            {
                packet.AddRange(_draft.EndPadding.Span);
                return packet;
            }

            if (!_presence.IsThere(i))
            {
                _places[i] = (packet.Count, packet.Count);
                continue;
            }

            if (row.Bits is { IsFirst: false } behind)
            {
                _places[i] = (packet.Count - behind.IntegerSize, packet.Count);
            }
            else
            {
                Pad(packet, row.PadBefore, row.Align, field?.Padding ?? default);
                _places[i].Start = packet.Count;
            }

            if (row.Bits is { } bits && _contents[i] is not { Length: > 0 })
            {
                shared = (bits.IsFirst ? 0 : shared) | (BitsOf(i, size) << bits.Shift);
                if (!bits.IsFirst)
                    packet.RemoveRange(packet.Count - bits.IntegerSize, bits.IntegerSize);
                packet.AddRange(NumberBytes.OfFixed(shared, bits.IntegerSize, row.Type.ByteOrder));
            }
            else if (_contents[i] is not null || !IsNumber(row))
            {
                AddContent(packet, row, field, _contents[i] ?? ConstantOf(i), PathOf(i));
            }
            else
            {
                packet.AddRange(NumberBytes.Of(row.Type, Derived(i, size)));
            }

            _places[i].End = packet.Count;
        }

        Pad(packet, 0, _layout.Align, _draft.EndPadding);
        return packet;
    }

    private static bool IsNumber(FieldLayout row) => WireNumber.IsNumber(row.Type.Kind);

    private byte[] ConstantOf(int index) =>
        _layout.Fields[index] is { Constant: { IsDefault: false } constant } ? [.. constant] : throw Missing(index);

    private static byte[] ContentOf(FieldType type, Draft value, string path)
    {
        switch (value)
        {
            case PacketDraft packet:
                return Write(packet, path);
            case BytesDraft bytes:
                return bytes.Bytes.ToArray();
            case CaseDraft { Row: var row, Field: var field }:
                List<byte> chosen = [];
                AddContent(chosen, row, field, ContentOf(row.Type, field.Value!, $"{path}.{row.Name}"), $"{path}.{row.Name}");
                return [.. chosen];
            case EntriesDraft { Entries: var entries, Rest: var rest }:
                List<byte> all = [];
                for (int i = 0; i < entries.Count; i++)
                    all.AddRange(ContentOf(type.Entry!, entries[i], $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]"));
                all.AddRange(rest.Span);
                return [.. all];
            default:
                throw new PackingException(FindingIds.WrongType, path, value.Line, $"takes no {value.GetType().Name}");
        }
    }

    private static void AddContent(List<byte> output, FieldLayout row, FieldDraft? field, byte[] content, string path)
    {
        if (field?.Prefix is { } kept)
            output.AddRange(kept.Span);
        else if (row.Prefix is { } prefix)
            AddPrefix(output, row, prefix, field, content, path);
        output.AddRange(content);
        if (!row.IsNulTerminated)
            return;
        if (content.Contains((byte)0))
            throw new PackingException(FindingIds.WrongType, path, field?.Value?.Line ?? 0, "holds a NUL, at which it would end");
        output.Add(0);
    }

    private static void AddPrefix(List<byte> output, FieldLayout row, PrefixLayout prefix, FieldDraft? field, byte[] content, string path)
    {
        long number = (prefix.IsCount ? CountOf(field?.Value) : content.Length) + prefix.Adjust;
        var type = new FieldType
        {
            Kind = FieldKind.Unsigned,
            Name = row.Name,
            Size = prefix.Width == 0 ? null : prefix.Width,
            ByteOrder = prefix.ByteOrder,
            IsLeb128 = prefix.Width == 0,
            Bits = prefix.Width == 0 ? Leb128PrefixBits : 0,
        };
        if (!NumberBytes.Fits(type, number, isHuge: false))
            throw TooLong(path, field?.Value?.Line ?? 0, number, type);
        output.AddRange(NumberBytes.Of(type, (UInt128)(Int128)number));
    }

    private static void Pad(List<byte> packet, int bytes, int align, ReadOnlyMemory<byte> kept)
    {
        int count = bytes + (align > 0 ? Wire.PaddingTo(packet.Count + bytes, align) : 0);
        for (int i = 0; i < count; i++)
            packet.Add(i < kept.Length ? kept.Span[i] : (byte)0);
    }

    private UInt128 BitsOf(int index, int size) =>
        _draft.Fields[index] is { IsKept: true, Value: BitsDraft { Value: var value } } ? value : Derived(index, size);

    private UInt128 Derived(int index, int size)
    {
        FieldLayout row = _layout.Fields[index];
        if (row.Checksum is not null)
            return 0;
        if (!row.Constant.IsDefault)
            return row.Bits is null ? WireNumber.Read(row.Type, null, row.Constant.AsSpan()) : unchecked((ulong)row.OneOf[0]);
        if (row.Role != FieldRole.PacketLength && row.Measures is null)
            throw Missing(index);
        if (Measured(row, size) is not { } amount)
            return _draft.Fields[index]?.Value is { } held ? NumberIn(held, row) ?? 0 : 0;
        long number = row.Role == FieldRole.PacketLength ? Math.Max(0, amount + row.Adjust) : amount + row.Adjust;
        return NumberBytes.Fits(row.Type, number, isHuge: false)
            ? (UInt128)(Int128)number
            : throw TooLong(PathOf(index), _draft.Fields[index]?.Value?.Line ?? 0, number, row.Type);
    }

    // Null: what it measures is not there, and the length is whatever the packet holds.
    private long? Measured(FieldLayout row, int size)
    {
        if (row.Role == FieldRole.PacketLength)
            return size;
        FieldLayout measured = _layout.Find(row.Measures!)!;
        int index = _layout.Fields.IndexOf(measured);
        bool decides = measured.When.Any(c => c.Field == row.Name);
        if (_draft.Fields[index]?.Value is not { } value || !(decides || _presence.IsThere(index)))
            return decides ? 0 : null;
        return row.Role == FieldRole.Count ? CountOf(value) : _contents[index]!.Length;
    }

    private static int CountOf(Draft? value) => value is EntriesDraft entries ? entries.Entries.Count : 0;

    /// <summary>An integer's value for conditions and cases; null if it is not known yet or no integer.</summary>
    private long? ValueOf(int index)
    {
        FieldLayout row = _layout.Fields[index];
        if (!IsNumber(row) || WireNumber.BitsOf(row.Type) > 64)
            return null;
        FieldDraft? field = _draft.Fields[index];
        if (field is { IsKept: true, Value: { } held })
            return NumberIn(held, row) is { } number ? unchecked((long)(ulong)number) : null;
        return field is not null || row.IsDerived ? unchecked((long)(ulong)Derived(index, 0)) : null;
    }

    private static UInt128? NumberIn(Draft held, FieldLayout row) => held switch
    {
        BitsDraft bits => bits.Value,
        BytesDraft { Bytes: var bytes } when bytes.Length == row.Type.Size || (row.Type.IsLeb128 && WireNumber.SizeOfLeb128(bytes.Span) == bytes.Length) =>
            WireNumber.Read(row.Type, null, bytes.Span),
        _ => null,
    };

    private void WriteChecksums(Span<byte> packet)
    {
        int[] rows = [.. Enumerable.Range(0, _contents.Length).Where(i => _layout.Fields[i].Checksum is not null && _places[i].End > _places[i].Start && _draft.Fields[i] is not { IsKept: true })];
        // One checksum may cover another, whichever stands first: as many rounds settle them all.
        for (int round = 0; round < rows.Length; round++)
        {
            foreach (int i in rows)
            {
                FieldLayout row = _layout.Fields[i];
                int start = row.Checksum!.From is { } from ? PlaceOf(from).Start : 0;
                int end = row.Checksum.To is { } to ? PlaceOf(to).End : _places[i].Start;
                ulong value = row.Checksum.Compute(packet, start, Math.Max(start, end), _places[i].Start, row.Type.Size!.Value);
                NumberBytes.OfFixed(value, row.Type.Size.Value, row.Type.ByteOrder).CopyTo(packet[_places[i].Start..]);
            }
        }
    }

    private (int Start, int End) PlaceOf(string name) => _places[_layout.Fields.IndexOf(_layout.Find(name)!)];

    private string PathOf(int index) => $"{_path}.{_layout.Fields[index].Name}";

    private PackingException Missing(int index) => new(
        FindingIds.MissingField, PathOf(index), _draft.Line,
        _layout.Fields[index].IsComputed
            ? "is missing: its declaration computes it by a rule of its own, which no table has"
            : $"is missing: {_layout.Name} takes it ({_layout.Fields[index].Type.Name})");

    private static PackingException TooLong(string path, int line, long number, FieldType type) => new(
        FindingIds.DoesNotFit, path, line, FormattableString.Invariant($"cannot hold {number}; it takes {NumberBytes.RangeOf(type)}"));
}
