using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>Says of a packet, without taking it apart, whether decoding it would find nothing wrong.</summary>
internal sealed class QuickChecker(ProtocolLayout protocol)
{
    private readonly QuickTables? _requests = protocol.Requests is { } requests ? new QuickTables(requests, showSecrets: false) : null;
    private readonly QuickTables? _responses = protocol.Responses is { } responses ? new QuickTables(responses, showSecrets: false) : null;
    private int[] _slots = new int[32];

    /// <summary>True if a packet behind its header is clean; false if it is not, or if that cannot be told here.</summary>
    public bool IsClean(ReadOnlySpan<byte> bytes, PacketDirection direction)
    {
        PacketPlan? plan = (direction == PacketDirection.Request ? _requests : _responses)?.Find(bytes);
        return plan is not null && IsClean(plan, bytes);
    }

    /// <summary>The same by a plan of the caller's.</summary>
    public bool IsClean(PacketPlan plan, ReadOnlySpan<byte> bytes)
    {
        if (_slots.Length < plan.SlotCount)
            _slots = new int[2 * plan.SlotCount];
        _slots[QuickPacket.EndSlot] = bytes.Length;
        return plan.IsClean(new QuickPacket(bytes, _slots));
    }
}
