namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>Padding is zero.</summary>
internal sealed class ZeroCheck(Stretch stretch) : Check
{
    public override bool Passes(in QuickPacket packet) => !stretch.In(packet).ContainsAnyExcept((byte)0);
}
