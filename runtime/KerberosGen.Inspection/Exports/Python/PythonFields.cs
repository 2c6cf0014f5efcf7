using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Python;

/// <summary>Writes the body of a packet's function. Neighbours that one format can read are read at once.</summary>
internal sealed class PythonFields(PythonText text, PythonPackets packets, PacketLayout packet)
{
    private readonly List<(FieldLayout? Field, string Format)> _run = [];
    private ByteOrder? _order;

    public void WriteAll()
    {
        if (packet.Fields.IsEmpty)
        {
            text.Line("return {}");
            return;
        }

        bool needsStart = packet is { Align: > 0, Size: null } || packet.Fields.Any(f => f.Role == FieldRole.PacketLength || f is { Align: > 0, Offset: null });
        if (needsStart)
            text.Line("start = r.at");
        text.Line("p = {}");
        int? end = 0;
        for (int i = 0; i < packet.Fields.Length; i++)
        {
            FieldLayout row = packet.Fields[i];
            bool isConditional = !row.When.IsEmpty;
            if (isConditional)
            {
                Flush();
                text.Line($"if {ConditionOf(row)}:");
                text.Depth++;
            }

            WritePadding(row, end);
            Write(row, FieldWalker.TailBehind(packet, i));
            end = isConditional || row.Offset is not { } at ? null : at + (row.Bits?.IntegerSize ?? row.Type.Size);
            if (!isConditional)
                continue;
            Flush();
            text.Depth--;
        }

        if (packet.Size > end)
            _run.Add((null, FormattableString.Invariant($"{packet.Size - end}x")));
        Flush();
        if (packet is { Size: null, Align: > 0 })
            text.Line(FormattableString.Invariant($"r.align(start, {packet.Align})"));
        if (packet.Fields.Any(f => f.Role == FieldRole.PacketLength))
            text.Line("r.finish()");
        text.Line("return p");
    }

    public void WriteCases()
    {
        text.Line("p = {}");
        string word = "if";
        foreach (FieldLayout field in packet.Fields.OrderBy(f => f.IsOtherwise))
        {
            text.Line(!field.IsOtherwise ? $"{word} {OneOf("chosen", field.Cases, null)}:" : word == "if" ? "if True:" : "else:");
            word = "elif";
            text.Depth++;
            Write(field, 0);
            Flush();
            text.Depth--;
        }

        if (!packet.Fields.Any(f => f.IsOtherwise))
        {
            text.Line("else:");
            text.Depth++;
            text.Line($"raise ValueError(f\"{packet.Name} has no case {{chosen}}\")");
            text.Depth--;
        }

        text.Line("return p");
    }

    private void WritePadding(FieldLayout row, int? end)
    {
        if (row.Offset is { } at && end is { } before)
        {
            if (at > before)
                _run.Add((null, FormattableString.Invariant($"{at - before}x")));
            return;
        }

        if (row.PadBefore > 0)
            _run.Add((null, FormattableString.Invariant($"{row.PadBefore}x")));
        if (row.Align == 0)
            return;
        Flush();
        text.Line(FormattableString.Invariant($"r.align(start, {row.Align})"));
    }

    private void Write(FieldLayout row, int tail)
    {
        string target = TargetOf(row);
        if (row.Bits is { } bits)
        {
            Flush();
            WriteBits(row, bits, target);
        }
        else if (FormatOf(row.Type) is { } format && IsAlone(row))
        {
            bool isOrdered = row.Type.Size > 1 && WireNumber.IsNumber(row.Type.Kind);
            if (isOrdered && _order is { } order && order != row.Type.ByteOrder)
                Flush();
            if (isOrdered)
                _order = row.Type.ByteOrder;
            _run.Add((row, format));
        }
        else
        {
            Flush();
            text.Line($"{target} = {ValueOf(row, tail)}");
        }

        if (row.Role != FieldRole.PacketLength)
            return;
        Flush();
        text.Line($"r = r.part({Less($"start + {target}", row.Adjust)} - r.at)");
    }

    private void WriteBits(FieldLayout row, BitsLayout bits, string target)
    {
        if (bits.IsFirst)
            text.Line(FormattableString.Invariant($"bits = r.integer({bits.IntegerSize}, \"{OrderOf(row.Type.ByteOrder)}\")"));
        string value = bits.Shift == 0 ? "bits" : FormattableString.Invariant($"bits >> {bits.Shift}");
        value += FormattableString.Invariant($" & 0x{(UInt128.One << row.Type.Bits) - 1:x}");
        text.Line($"{target} = {(row.Type.Kind == FieldKind.Boolean ? $"bool({value})" : value)}");
    }

    // One value, whose place and size nothing else decides.
    private static bool IsAlone(FieldLayout row) => row is { Prefix: null, MeasuredBy: null, IsNulTerminated: false };

    private static string? FormatOf(FieldType type) => PythonFormats.LetterOf(type) is { } letter ? letter.ToString()
        : type is { Kind: FieldKind.Bytes or FieldKind.Text or FieldKind.Guid, Size: { } size } ? FormattableString.Invariant($"{size}s")
        : null;

    private void Flush()
    {
        if (_run.Count == 0)
            return;
        string format = (_order == ByteOrder.BigEndian ? ">" : "<") + string.Concat(_run.Select(r => r.Format));
        string whole = PythonFormats.Of(packet) is { } fixedSize && fixedSize.Format == format ? $"FORMATS[{PythonText.Quote(packet.Name)}]" : $"\"{format}\"";
        FieldLayout[] fields = [.. _run.Select(r => r.Field).OfType<FieldLayout>()];
        string targets = string.Join(", ", fields.Select(TargetOf));
        text.Line(fields.Length switch
        {
            0 => $"r.unpack({whole})",
            1 => $"({targets},) = r.unpack({whole})",
            _ => $"{targets} = r.unpack({whole})",
        });
        foreach (FieldLayout field in fields)
        {
            if (field.Type.Kind is FieldKind.Text or FieldKind.Guid)
                text.Line($"{TargetOf(field)} = {Convert(field.Type, TargetOf(field))}");
        }

        _run.Clear();
        _order = null;
    }

    private string ValueOf(FieldLayout row, int tail)
    {
        (string? size, string? count) = ExtentOf(row, tail);
        switch (row.Type.Kind)
        {
            case FieldKind.Packet:
                string read = packets.FunctionOf(row.Type.Packet!);
                return size is null ? $"{read}(r)" : $"r.within({size}, {read})";
            case FieldKind.Union:
                string choose = packets.FunctionOf(row.Type.Packet!);
                return size is null ? $"{choose}(r, {NumberOf(row.ChosenBy!)})" : $"r.within({size}, lambda r: {choose}(r, {NumberOf(row.ChosenBy!)}))";
            case FieldKind.List or FieldKind.Sequence:
                string entry = ReaderOf(row.Type.Entry!);
                string entries = !row.Until.IsEmpty ? $"r.entries_until({entry}, lambda e: {EndOf(row)})"
                    : count is null ? $"r.entries({entry})"
                    : $"r.entries({entry}, {count})";
                return size is null ? entries : $"r.within({size}, lambda r: {entries})";
            case FieldKind.Array when PythonFormats.LetterOf(row.Type.Entry!) is { } letter:
                return FormattableString.Invariant($"list(r.unpack(\"{(row.Type.Entry!.ByteOrder == ByteOrder.BigEndian ? ">" : "<")}{row.Type.Count}{letter}\"))");
            case FieldKind.Array:
                return FormattableString.Invariant($"r.entries({ReaderOf(row.Type.Entry!)}, {row.Type.Count})");
            case FieldKind.Bytes or FieldKind.Text when row.Type.Size is null:
                string bytes = row.IsNulTerminated ? "r.to_nul()" : size is null ? "r.rest()" : $"r.take({size})";
                return row.Type.Kind == FieldKind.Text ? $"{bytes}.decode(\"{EncodingOf(row.Type)}\", \"replace\")" : bytes;
            default:
                return SingleOf(row.Type);
        }
    }

    private (string? Size, string? Count) ExtentOf(FieldLayout row, int tail)
    {
        if (row.Prefix is { } prefix)
        {
            string number = prefix.Width == 0 ? "r.leb128()" : FormattableString.Invariant($"r.integer({prefix.Width}, \"{OrderOf(prefix.ByteOrder)}\")");
            string measure = Less(number, prefix.Adjust);
            return prefix.IsCount ? (null, measure) : (measure, null);
        }

        if (row.MeasuredBy is { } field)
        {
            string measure = Less(NumberOf(field), packet.Find(field)!.Adjust);
            return row.MeasuredByCount ? (null, measure) : (measure, null);
        }

        return tail > 0 && ExtentReader.IsGreedy(row) ? (FormattableString.Invariant($"r.left - {tail}"), null) : default;
    }

    /// <summary>An expression that reads one value.</summary>
    private string SingleOf(FieldType type)
    {
        if (type.Packet is { } inner)
            return packets.FunctionOf(inner) + "(r)";
        string order = OrderOf(type.ByteOrder);
        if (type.IsLeb128)
            return type.Kind == FieldKind.Signed ? "r.leb128(signed=True)" : "r.leb128()";
        if (PythonFormats.LetterOf(type) is { } letter)
            return $"r.unpack(\"{(type.ByteOrder == ByteOrder.BigEndian ? ">" : "<")}{letter}\")[0]";
        if (WireNumber.IsNumber(type.Kind))
            return FormattableString.Invariant($"r.integer({type.Size}, \"{order}\"{(type.Kind == FieldKind.Signed ? ", signed=True" : "")})");
        return Convert(type, FormattableString.Invariant($"r.take({type.Size ?? 0})"));
    }

    private string ReaderOf(FieldType type) => type.Packet is { } inner ? packets.FunctionOf(inner) : $"lambda r: {SingleOf(type)}";

    private static string Convert(FieldType type, string bytes) => type.Kind switch
    {
        FieldKind.Text => $"text({bytes}, \"{EncodingOf(type)}\")",
        FieldKind.Guid => type.ByteOrder == ByteOrder.BigEndian ? $"uuid.UUID(bytes={bytes})" : $"uuid.UUID(bytes_le={bytes})",
        _ => bytes,
    };

    private string ConditionOf(FieldLayout row) => string.Join(" and ", row.When.Select(c => TestOf(c, NumberOf(c.Field), packet.Find(c.Field)!.Type)));

    private static string EndOf(FieldLayout row) =>
        string.Join(" or ", row.Until.Select(c => TestOf(c, $"e[{PythonText.Quote(c.Field)}]", row.Type.Entry!.Packet!.Find(c.Field)!.Type)));

    private static string TestOf(ConditionLayout condition, string number, FieldType type) => condition.Mask != 0
        ? FormattableString.Invariant($"{number} & 0x{(ulong)condition.Mask:x}")
        : OneOf(number, condition.Values, type);

    private static string OneOf(string number, IEnumerable<long> values, FieldType? type)
    {
        string[] literals = [.. values.Select(v => type is null ? v.ToString(CultureInfo.InvariantCulture) : PythonModule.LiteralOf(type, v))];
        return literals is [var only] ? $"{number} == {only}" : $"{number} in ({string.Join(", ", literals)})";
    }

    // What is absent counts as 0.
    private string NumberOf(string field) => packet.Find(field)!.When.IsEmpty ? $"p[{PythonText.Quote(field)}]" : $"p.get({PythonText.Quote(field)}, 0)";

    private static string TargetOf(FieldLayout field) => $"p[{PythonText.Quote(field.Name)}]";

    private static string Less(string expression, int number) => number switch
    {
        0 => expression,
        > 0 => $"{expression} - {number.ToString(CultureInfo.InvariantCulture)}",
        _ => $"{expression} + {(-number).ToString(CultureInfo.InvariantCulture)}",
    };

    private static string OrderOf(ByteOrder order) => order == ByteOrder.BigEndian ? "big" : "little";

    private static string EncodingOf(FieldType type) => type.Encoding switch
    {
        TextEncoding.Ascii => "ascii",
        TextEncoding.Latin1 => "latin-1",
        _ => "utf-8",
    };
}
