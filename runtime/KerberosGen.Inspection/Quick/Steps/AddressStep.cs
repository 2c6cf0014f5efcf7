using System.Net;

namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>Four or sixteen bytes as an address. One of sixteen is made an object of first.</summary>
internal sealed class AddressStep(Stretch stretch) : Step
{
    private const int LongestText = 64;

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        ReadOnlySpan<byte> bytes = stretch.In(packet);
        if (bytes.Length != 4)
        {
            new IPAddress(bytes).TryFormat(writer.Room(LongestText), out int written);
            writer.Advance(written);
            return;
        }

        for (int i = 0; i < 4; i++)
        {
            if (i > 0)
                writer.Literal("."u8);
            writer.Number(bytes[i]);
        }
    }
}
