namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>A bool that was found to be one.</summary>
internal sealed class BooleanStep(QuickNumber number) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => writer.Literal(number.In(packet) == 1 ? "true"u8 : "false"u8);
}
