namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>Bytes in hex, without the NUL that ends them, if one does.</summary>
internal sealed class HexStep(QuickText bytes) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => writer.Hex(bytes.Of(bytes.Stretch.In(packet)));
}
