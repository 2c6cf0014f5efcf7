namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>Takes back the comma behind the last of what may have been none.</summary>
internal sealed class TrimCommaStep : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => writer.TrimComma();
}
