using System.Globalization;

namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>A floating-point number of two, four or eight bytes; in quotes if it is no number.</summary>
internal sealed class FloatStep(QuickNumber number, int size) : Step
{
    private const int MostDigits = 32;

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        long bits = number.In(packet);
        switch (size)
        {
            case 2:
                Half half = BitConverter.UInt16BitsToHalf((ushort)bits);
                Write(half, Half.IsFinite(half), writer);
                break;
            case 4:
                float single = BitConverter.UInt32BitsToSingle((uint)bits);
                Write(single, float.IsFinite(single), writer);
                break;
            default:
                double real = BitConverter.UInt64BitsToDouble((ulong)bits);
                Write(real, double.IsFinite(real), writer);
                break;
        }
    }

    private static void Write<T>(T value, bool isFinite, LineWriter writer)
        where T : IUtf8SpanFormattable
    {
        if (!isFinite)
            writer.Literal("\""u8);
        value.TryFormat(writer.Room(MostDigits), out int written, "R", CultureInfo.InvariantCulture);
        writer.Advance(written);
        if (!isFinite)
            writer.Literal("\""u8);
    }
}
