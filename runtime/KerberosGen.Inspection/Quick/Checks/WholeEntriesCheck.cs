namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>What is measured in bytes is whole entries.</summary>
internal sealed class WholeEntriesCheck(Stretch stretch, int entrySize) : Check
{
    public override bool Passes(in QuickPacket packet) => (stretch.End.In(packet) - stretch.Start.In(packet)) % entrySize == 0;
}
