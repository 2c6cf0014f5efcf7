namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>The same steps for each entry.</summary>
/// <param name="entries">The entries.</param>
/// <param name="list">The list's path.</param>
/// <param name="steps">What is written of each.</param>
internal sealed class EntriesStep(EntryWalk entries, byte[] list, Step[] steps) : Step
{
    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        int end = entries.Stretch.End.In(packet);
        int at = entries.Stretch.Start.In(packet);
        int before = writer.BeginPath(list);
        for (int index = 0; at < end; index++)
        {
            // The checks passed before; now they find this entry's places again.
            entries.TryEnter(packet, at, out at);
            writer.SetIndex(before, list.Length, index);
            WriteAll(steps, packet, writer);
        }

        writer.EndPath(before);
    }
}
