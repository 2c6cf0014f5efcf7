using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>An integer of up to 128 bits.</summary>
internal sealed class WideNumberStep(FieldType type, Stretch stretch) : Step
{
    private const int MostDigits = 40;

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        UInt128 value = WireNumber.Read(type, null, stretch.In(packet));
        Span<byte> room = writer.Room(MostDigits);
        int written;
        if (type.Kind == FieldKind.Signed)
            ((Int128)value).TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        else
            value.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        writer.Advance(written);
    }
}
