namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>One thing to write of a packet that was checked, and the text in front of it.</summary>
internal abstract class Step
{
    private PaddedText _before = new([]);

    /// <summary>What is always written in front of it.</summary>
    public ReadOnlySpan<byte> Before => _before.Bytes;

    /// <summary>Says what is always written in front of it.</summary>
    public void Follow(ReadOnlySpan<byte> text) => _before = new PaddedText(text);

    /// <summary>Writes them all.</summary>
    public static void WriteAll(Step[] steps, in QuickPacket packet, LineWriter writer)
    {
        foreach (Step step in steps)
        {
            writer.Literal(step._before);
            step.Write(packet, writer);
        }
    }

    protected abstract void Write(in QuickPacket packet, LineWriter writer);
}
