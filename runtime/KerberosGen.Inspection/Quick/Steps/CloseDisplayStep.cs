namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>Ends the member that is left out where it has none.</summary>
internal sealed class CloseDisplayStep : Step
{
    public const string Opening = "\"display\":{";

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        if (writer.Trim("\"display\":{"u8))
            return;
        writer.TrimComma();
        writer.Literal("},"u8);
    }
}
