namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>What is written of the case of a union that is there.</summary>
internal sealed class CaseStep(QuickChoice choice, Step[][] cases) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => WriteAll(cases[choice.IndexIn(packet)], packet, writer);
}
