using System.Buffers.Binary;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Reads a number of at most 64 bits as <see cref="WireNumber"/> does, with the table's questions answered beforehand.</summary>
internal sealed class QuickNumber
{
    private readonly FieldType _type;
    private readonly BitsLayout? _bits;
    private readonly Stretch _stretch;
    private readonly Place _start;
    private readonly Form _form;

    public QuickNumber(FieldType type, BitsLayout? bits, Stretch stretch, QuickCondition? presence = null)
    {
        _type = type;
        _bits = bits;
        _stretch = stretch;
        _start = stretch.Start;
        _form = FormOf(type, bits, stretch);
        Presence = presence;
    }

    private enum Form : byte
    {
        Other,
        Byte,
        Little16,
        Little32,
        Little64,
        Big16,
        Big32,
        Big64,
    }

    /// <summary>When it is there; null if it always is.</summary>
    public QuickCondition? Presence { get; }

    /// <summary>The number's bits, those of a negative one carried to the left; an absent one is 0.</summary>
    public long In(in QuickPacket packet)
    {
        if (Presence is not null && !Presence.Holds(packet))
            return 0;
        ReadOnlySpan<byte> bytes = packet.Bytes[_start.In(packet)..];
        return _form switch
        {
            Form.Byte => bytes[0],
            Form.Little16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            Form.Little32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            Form.Little64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            Form.Big16 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            Form.Big32 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            Form.Big64 => BinaryPrimitives.ReadInt64BigEndian(bytes),
            _ => unchecked((long)(ulong)WireNumber.Read(_type, _bits, _stretch.In(packet))),
        };
    }

    // Of eight bytes, the sign is where it belongs already.
    private static Form FormOf(FieldType type, BitsLayout? bits, Stretch stretch) =>
        type.IsLeb128 || bits is not null ? Form.Other : (stretch.Size, type.ByteOrder, type.Kind == FieldKind.Signed) switch
        {
            (1, _, false) => Form.Byte,
            (2, ByteOrder.LittleEndian, false) => Form.Little16,
            (4, ByteOrder.LittleEndian, false) => Form.Little32,
            (8, ByteOrder.LittleEndian, _) => Form.Little64,
            (2, ByteOrder.BigEndian, false) => Form.Big16,
            (4, ByteOrder.BigEndian, false) => Form.Big32,
            (8, ByteOrder.BigEndian, _) => Form.Big64,
            _ => Form.Other,
        };
}
