namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>One thing to write of a packet that was checked, and the text in front of it.</summary>
internal abstract class Step
{
    /// <summary>What is always written in front of it.</summary>
    public byte[] Before { get; set; } = [];

    /// <summary>Writes them all.</summary>
    public static void WriteAll(Step[] steps, in QuickPacket packet, LineWriter writer)
    {
        foreach (Step step in steps)
        {
            writer.Literal(step.Before);
            step.Write(packet, writer);
        }
    }

    protected abstract void Write(in QuickPacket packet, LineWriter writer);
}
