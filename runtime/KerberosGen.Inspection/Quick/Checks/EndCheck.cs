namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A part is used up.</summary>
internal sealed class EndCheck(Place at, Place end) : Check
{
    public override bool Passes(in QuickPacket packet) => at.In(packet) == end.In(packet);
}
