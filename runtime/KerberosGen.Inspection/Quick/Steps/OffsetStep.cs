namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>The offset of a place.</summary>
internal sealed class OffsetStep(Place place) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => writer.Number((long)place.In(packet));
}
