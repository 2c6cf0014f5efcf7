namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>Each entry passes, up to an end that is known.</summary>
internal sealed class EntriesCheck(EntryWalk entries) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        int end = entries.Stretch.End.In(packet);
        int at = entries.Stretch.Start.In(packet);
        while (at < end)
        {
            if (!entries.TryEnter(packet, at, out int next) || next <= at)
                return false;
            at = next;
        }

        return at == end;
    }
}
