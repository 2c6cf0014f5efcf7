namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A constant has its value.</summary>
internal sealed class ConstantCheck(Stretch stretch, byte[] constant) : Check
{
    public override bool Passes(in QuickPacket packet) => stretch.In(packet).SequenceEqual(constant);
}
