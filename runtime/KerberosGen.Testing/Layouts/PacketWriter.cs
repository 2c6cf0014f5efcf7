using System.Runtime.InteropServices;
using KerberosGen.Layout;

namespace KerberosGen.Testing.Layouts;

/// <summary>Writes one packet of a model. What comes back from its methods is why it cannot be written, or null.</summary>
internal sealed class PacketWriter
{
    private readonly PacketModel _model;
    private readonly PacketLayout _layout;

    // What each field holds, without padding, prefix and NUL: lengths are known before their place is written.
    private readonly List<byte>?[] _contents;
    private readonly List<EncodedField>?[] _inner;
    private readonly (int Start, int End)[] _places;

    public PacketWriter(PacketModel model)
    {
        _model = model;
        _layout = model.Layout;
        _contents = new List<byte>?[model.Fields.Length];
        _inner = new List<EncodedField>?[model.Fields.Length];
        _places = new (int, int)[model.Fields.Length];
    }

    public string? Write(List<byte> output, List<EncodedField> trace, string path)
    {
        for (int i = 0; i < _model.Fields.Length; i++)
        {
            FieldModel field = _model.Fields[i];
            if (field.Value is null || Numbers.IsNumber(field.Layout.Type))
                continue;
            if (Content(field.Layout, field.Value, _contents[i] = [], _inner[i] = [], field.Layout.Name) is { } problem)
                return Named(problem);
        }

        var packet = new List<byte>();
        if (Assemble(packet, 0) is { } unwritten)
            return Named(unwritten);
        if (_layout.Fields.Any(f => f.Role == FieldRole.PacketLength))
        {
            int size = packet.Count;
            packet.Clear();
            if (Assemble(packet, size) is { } unannounced)
                return Named(unannounced);
        }

        WriteChecksums(packet);
        for (int i = 0; i < _model.Fields.Length; i++)
        {
            if (_model.Fields[i].Value is not null)
                Trace(i, output.Count, trace, path);
        }

        output.AddRange(packet);
        return null;
    }

    private string Named(string problem) => $"{_layout.Name}.{problem}";

    private void Trace(int index, int start, List<EncodedField> trace, string path)
    {
        FieldLayout field = _layout.Fields[index];
        (int from, int to) = _places[index];
        trace.Add(new EncodedField(path + field.Name, field, start + from, to - from));
        if (_inner[index] is not { } inner)
            return;
        int behindPrefix = to - (field.IsNulTerminated ? 1 : 0) - _contents[index]!.Count;
        foreach (EncodedField nested in inner)
            trace.Add(nested with { Path = path + nested.Path, Offset = start + behindPrefix + nested.Offset });
    }

    private string? Assemble(List<byte> packet, int size)
    {
        UInt128 integer = 0;
        for (int i = 0; i < _model.Fields.Length; i++)
        {
            FieldModel field = _model.Fields[i];
            FieldLayout layout = field.Layout;
            if (field.Value is null)
            {
                _places[i] = (packet.Count, packet.Count);
                continue;
            }

            if (layout.Bits is { IsFirst: false } shared)
            {
                _places[i] = (packet.Count - shared.IntegerSize, packet.Count);
            }
            else
            {
                Pad(packet, layout.PadBefore, layout.Align, field.Padding);
                _places[i].Start = packet.Count;
            }

            if (layout.Bits is { } bits)
            {
                if (NumberOf(i, size, out UInt128 part) is { } problem)
                    return problem;
                integer = bits.IsFirst ? 0 : integer;
                integer |= part << bits.Shift;
                if (!bits.IsFirst)
                    packet.RemoveRange(packet.Count - bits.IntegerSize, bits.IntegerSize);
                Numbers.WriteFixed(packet, bits.IntegerSize, layout.Type.ByteOrder, integer);
            }
            else if (Numbers.IsNumber(layout.Type))
            {
                if (NumberOf(i, size, out UInt128 number) is { } problem)
                    return problem;
                Numbers.Write(packet, layout.Type, number);
            }
            else if (Prefixed(layout, field.Value, _contents[i]!, packet) is { } problem)
            {
                return problem;
            }

            _places[i].End = packet.Count;
        }

        Pad(packet, 0, _layout.Align, _model.Padding);
        return null;
    }

    private static void Pad(List<byte> packet, int bytes, int align, System.Collections.Immutable.ImmutableArray<byte> kept)
    {
        int aligned = packet.Count + bytes;
        if (align > 0)
            aligned += (align - (aligned % align)) % align;
        for (int i = 0, count = aligned - packet.Count; i < count; i++)
            packet.Add(i < kept.Length ? kept[i] : (byte)0);
    }

    private string? NumberOf(int index, int size, out UInt128 number)
    {
        FieldLayout field = _layout.Fields[index];
        if (_model.Fields[index].Value is not NumberModel held)
        {
            number = 0;
            return $"{field.Name} takes a number";
        }

        int measured = field.Measures is { } name ? IndexOf(name) : -1;
        number = field switch
        {
            { Constant.IsDefaultOrEmpty: false, Bits: null } =>
                Numbers.ReadFixed(field.Constant.AsSpan(), field.Type.ByteOrder, Numbers.IsSigned(field.Type)),
            { Checksum: not null } => 0,
            { Role: FieldRole.PacketLength } => (UInt128)(Int128)Math.Max(0, size + field.Adjust),
            { Role: FieldRole.Count } when IsThere(measured) => (UInt128)(Int128)(CountOf(_model.Fields[measured].Value!) + field.Adjust),
            { Role: FieldRole.Length } when IsThere(measured) => (UInt128)(Int128)(_contents[measured]!.Count + field.Adjust),
            _ => held.Bits,
        };
        return Numbers.Fits(field.Type, number) ? null : $"{field.Name} cannot hold {Numbers.Show(null, number)}";
    }

    private bool IsThere(int index) => index >= 0 && _model.Fields[index].Value is not null;

    private int IndexOf(string name) => _layout.Fields.TakeWhile(f => f.Name != name).Count();

    private static int CountOf(ValueModel value) => value is EntriesModel entries ? entries.Entries.Length : 0;

    private static string? Prefixed(FieldLayout field, ValueModel value, List<byte> content, List<byte> output)
    {
        if (field.Prefix is { } prefix)
        {
            long number = (prefix.IsCount ? CountOf(value) : content.Count) + prefix.Adjust;
            if (prefix.Width is > 0 and < 8 && number >> (8 * prefix.Width) != 0)
                return $"{field.Name} does not fit its prefix of {prefix.Width} bytes";
            if (prefix.Width == 0)
                Numbers.Write(output, LebPrefix, (UInt128)number);
            else
                Numbers.WriteFixed(output, prefix.Width, prefix.ByteOrder, (UInt128)number);
        }

        output.AddRange(CollectionsMarshal.AsSpan(content));
        if (!field.IsNulTerminated)
            return null;
        if (content.Contains(0))
            return $"{field.Name} holds a NUL";
        output.Add(0);
        return null;
    }

    private static readonly FieldType LebPrefix = new() { Kind = FieldKind.Unsigned, Name = "uint", IsLeb128 = true, Bits = 32 };

    private static string? Content(FieldLayout? field, ValueModel value, List<byte> output, List<EncodedField> trace, string path)
    {
        if (field is { Constant: { IsDefaultOrEmpty: false } constant })
        {
            output.AddRange(constant.AsSpan());
            return null;
        }

        return Content(field!.Type, value, output, trace, path);
    }

    private static string? Content(FieldType type, ValueModel value, List<byte> output, List<EncodedField> trace, string path)
    {
        switch (value)
        {
            case NumberModel number when Numbers.IsNumber(type):
                if (!Numbers.Fits(type, number.Bits))
                    return $"{path} cannot hold {Numbers.Show(null, number.Bits)}";
                Numbers.Write(output, type, number.Bits);
                return null;
            case BytesModel bytes:
                output.AddRange(bytes.Bytes.AsSpan());
                return type.Size is { } size && size != bytes.Bytes.Length ? $"{path} takes {size} bytes, not {bytes.Bytes.Length}" : null;
            case PacketModel packet:
                return new PacketWriter(packet).Write(output, trace, path + ".");
            case CaseModel { Case: var chosen, Value: var inner }:
                return Case(chosen, inner, output, trace, $"{path}.{chosen.Name}");
            case EntriesModel entries:
                for (int i = 0; i < entries.Entries.Length; i++)
                {
                    if (Content(type.Entry!, entries.Entries[i], output, trace, $"{path}[{i}]") is { } problem)
                        return problem;
                }

                return null;
            default:
                return $"{path} takes no {value.GetType().Name}";
        }
    }

    private static string? Case(FieldLayout chosen, ValueModel value, List<byte> output, List<EncodedField> trace, string path)
    {
        var content = new List<byte>();
        var inner = new List<EncodedField>();
        if (Content(chosen, value, content, inner, path) is { } problem)
            return problem;
        int start = output.Count;
        if (Prefixed(chosen, value, content, output) is { } unwritten)
            return unwritten;
        trace.Add(new EncodedField(path, chosen, start, output.Count - start));
        int behindPrefix = output.Count - (chosen.IsNulTerminated ? 1 : 0) - content.Count;
        foreach (EncodedField nested in inner)
            trace.Add(nested with { Offset = behindPrefix + nested.Offset });
        return null;
    }

    private void WriteChecksums(List<byte> packet)
    {
        int[] checksums = [.. Enumerable.Range(0, _layout.Fields.Length).Where(i => _layout.Fields[i].Checksum is not null && _model.Fields[i].Value is not null)];
        // One checksum may cover another, whichever stands first: as many rounds settle them all.
        for (int round = 0; round < checksums.Length; round++)
        {
            foreach (int i in checksums)
            {
                UInt128 value = Checksums.Compute(_layout, i, CollectionsMarshal.AsSpan(packet), _places);
                var bytes = new List<byte>();
                Numbers.WriteFixed(bytes, _layout.Fields[i].Type.Size!.Value, _layout.Fields[i].Type.ByteOrder, value);
                for (int b = 0; b < bytes.Count; b++)
                    packet[_places[i].Start + b] = bytes[b];
            }
        }
    }
}
