namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>The path of the entry at hand.</summary>
internal sealed class PathStep : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer) => writer.Literal(writer.Path);
}
