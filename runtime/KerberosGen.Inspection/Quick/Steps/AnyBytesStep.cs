namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>What is written only if there are any bytes in a stretch.</summary>
internal sealed class AnyBytesStep(Stretch stretch, Step[] steps) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        if (stretch.End.In(packet) > stretch.Start.In(packet))
            WriteAll(steps, packet, writer);
    }
}
