namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>The size of a stretch.</summary>
internal sealed class LengthStep(Stretch stretch) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) =>
        writer.Number((long)(stretch.End.In(packet) - stretch.Start.In(packet)));
}
