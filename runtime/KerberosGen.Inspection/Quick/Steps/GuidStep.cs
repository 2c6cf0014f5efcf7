using System.Buffers.Text;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>A UUID.</summary>
internal sealed class GuidStep(Stretch stretch, ByteOrder order) : Step
{
    private const int Digits = 36;

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        Utf8Formatter.TryFormat(new Guid(stretch.In(packet), order == ByteOrder.BigEndian), writer.Room(Digits), out int written);
        writer.Advance(written);
    }
}
