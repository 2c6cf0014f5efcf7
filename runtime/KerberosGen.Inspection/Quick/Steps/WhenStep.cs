namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>What is written only if a condition holds.</summary>
internal sealed class WhenStep(QuickCondition condition, Step[] steps) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        if (condition.Holds(packet))
            WriteAll(steps, packet, writer);
    }
}
