namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>Nothing: there is only the text in front of it.</summary>
internal sealed class NothingStep : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
    }
}
