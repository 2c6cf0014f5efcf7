using KerberosGen.Inspection.Quick.Checks;

namespace KerberosGen.Inspection.Quick;

/// <summary>Goes from entry to entry of a list, a sequence or an array.</summary>
/// <param name="Stretch">All of them.</param>
/// <param name="EntrySlot">Receives each entry's first byte.</param>
/// <param name="Checks">What must be so within an entry, and finds its places.</param>
/// <param name="EntryEnd">Behind the entry.</param>
internal sealed record EntryWalk(Stretch Stretch, int EntrySlot, Check[] Checks, Place EntryEnd)
{
    /// <summary>Goes into an entry.</summary>
    public bool TryEnter(in QuickPacket packet, int at, out int next)
    {
        packet.Slots[EntrySlot] = at;
        bool passes = Check.PassAll(Checks, packet);
        next = passes ? EntryEnd.In(packet) : at;
        return passes;
    }
}
