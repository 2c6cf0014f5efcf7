using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Python;

/// <summary>A packet of fixed size as one format of Python's <c>struct</c>.</summary>
internal sealed class PythonFormats
{
    private readonly StringBuilder _format = new();
    private readonly List<string> _names = [];
    private ByteOrder? _order;

    private PythonFormats()
    {
    }

    /// <summary>The format, and what it unpacks; null for a packet that has none: its size varies, or its byte order changes.</summary>
    public static (string Format, IReadOnlyList<string> Names)? Of(PacketLayout packet)
    {
        var formats = new PythonFormats();
        return packet.Size is not null && packet.Kind != PacketKind.Union && formats.TryAdd(packet, "")
            ? ((formats._order == ByteOrder.BigEndian ? ">" : "<") + formats._format, formats._names)
            : null;
    }

    /// <summary>A number's letter; null if <c>struct</c> has none.</summary>
    public static char? LetterOf(FieldType type) => (type.Kind, type.Size) switch
    {
        _ when type.IsLeb128 || type.Bits > 0 => null,
        (FieldKind.Boolean, 1) => '?',
        (FieldKind.Float, 2) => 'e',
        (FieldKind.Float, 4) => 'f',
        (FieldKind.Float, 8) => 'd',
        (FieldKind.Signed, { } size) => LetterOf(size, isSigned: true),
        (FieldKind.Time, { } size) => LetterOf(size, isSigned: size == sizeof(long)),
        (FieldKind.Unsigned, { } size) => LetterOf(size, isSigned: false),
        _ => null,
    };

    private static char? LetterOf(int size, bool isSigned)
    {
        char? letter = size switch { 1 => 'B', 2 => 'H', 4 => 'I', 8 => 'Q', _ => null };
        return letter is { } found && isSigned ? char.ToLowerInvariant(found) : letter;
    }

    private bool TryAdd(PacketLayout packet, string prefix)
    {
        int end = 0;
        foreach (FieldLayout field in packet.Fields)
        {
            if (field.Offset is not { } at)
                return false;
            AddPadding(at - end);
            if (field.Bits is { } bits)
            {
                if (bits.IsFirst && !TryAddNumber(LetterOf(bits.IntegerSize, isSigned: false)!.Value, bits.IntegerSize, field.Type.ByteOrder, 1))
                    return false;
                AddName(field, prefix + field.Name);
                end = at + bits.IntegerSize;
                continue;
            }

            if (!TryAdd(field.Type, prefix + field.Name))
                return false;
            end = at + field.Type.Size!.Value;
        }

        AddPadding(packet.Size!.Value - end);
        return true;
    }

    private bool TryAdd(FieldType type, string name)
    {
        if (type.Size is not { } size)
            return false;
        if (type.Kind == FieldKind.Packet)
            return TryAdd(type.Packet!, name + ".");
        if (type.Kind == FieldKind.Array && LetterOf(type.Entry!) is { } entry)
        {
            _names.Add(name);
            return TryAddNumber(entry, type.Entry!.Size!.Value, type.Entry.ByteOrder, type.Count);
        }

        if (type.Kind == FieldKind.Array)
            return Enumerable.Range(0, type.Count).All(i => TryAdd(type.Entry!, FormattableString.Invariant($"{name}[{i}]")));
        if (type.Kind is FieldKind.Union or FieldKind.List or FieldKind.Sequence)
            return false;
        _names.Add(name);
        if (LetterOf(type) is { } letter)
            return TryAddNumber(letter, size, type.ByteOrder, 1);
        _format.Append(size.ToString(CultureInfo.InvariantCulture)).Append('s');
        return !WireNumber.IsNumber(type.Kind) || TryOrder(type.ByteOrder);
    }

    private bool TryAddNumber(char letter, int size, ByteOrder order, int count)
    {
        _format.Append(count == 1 ? "" : count.ToString(CultureInfo.InvariantCulture)).Append(letter);
        return size == 1 || TryOrder(order);
    }

    private bool TryOrder(ByteOrder order) => (_order ??= order) == order;

    private void AddName(FieldLayout field, string name)
    {
        if (field.Bits!.IsFirst)
            _names.Add(name);
        else
            _names[^1] += "|" + name;
    }

    private void AddPadding(int size)
    {
        if (size > 0)
            _format.Append(size.ToString(CultureInfo.InvariantCulture)).Append('x');
    }
}
