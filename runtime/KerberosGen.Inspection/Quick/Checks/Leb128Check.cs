using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>An LEB128 number ends and is in its shortest form; finds the place behind it.</summary>
internal sealed class Leb128Check(FieldType type, Place start, int endSlot, int foundSlot) : Check
{
    private readonly int _longest = (type.Bits + 6) / 7;

    public override bool Passes(in QuickPacket packet)
    {
        int at = start.In(packet);
        int room = packet.Slots[endSlot] - at;
        if (room <= 0)
            return false;
        ReadOnlySpan<byte> bytes = packet.Bytes.Slice(at, Math.Min(room, _longest));
        if (WireNumber.SizeOfLeb128(bytes) is not { } size)
            return false;
        packet.Slots[foundSlot] = at + size;
        return type.Kind == FieldKind.Signed
            ? Leb128.Read(bytes[..size], type.Bits, out long _).IsDone
            : Leb128.Read(bytes[..size], type.Bits, out ulong _).IsDone;
    }
}
