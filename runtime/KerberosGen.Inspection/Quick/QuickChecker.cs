using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Quick;

/// <summary>Says of a packet, without taking it apart, whether decoding it would find nothing wrong.</summary>
/// <param name="decoder">Would decode it.</param>
internal sealed class QuickChecker(PacketDecoder decoder)
{
    private readonly QuickTables? _requests = decoder.Protocol.Requests is { } requests ? new QuickTables(requests, showSecrets: false, decoder.Keys) : null;
    private readonly QuickTables? _responses = decoder.Protocol.Responses is { } responses ? new QuickTables(responses, showSecrets: false, decoder.Keys) : null;
    private int[] _slots = new int[32];

    /// <summary>True if a packet behind its header is clean; false if it is not, or if that cannot be told here.</summary>
    /// <param name="bytes">Its bytes, header first.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <param name="number">Its number.</param>
    public bool IsClean(ReadOnlySpan<byte> bytes, PacketDirection direction, int number)
    {
        PacketPlan? plan = (direction == PacketDirection.Request ? _requests : _responses)?.Find(bytes);
        return plan is not null && IsClean(plan, bytes, number);
    }

    /// <summary>The same by a plan of the caller's.</summary>
    public bool IsClean(PacketPlan plan, ReadOnlySpan<byte> bytes, int number)
    {
        if (_slots.Length < plan.SlotCount)
            _slots = new int[2 * plan.SlotCount];
        _slots[QuickPacket.EndSlot] = bytes.Length;
        var packet = new QuickPacket(bytes, _slots);
        return plan.IsClean(packet) && (decoder.Ivs is not { } ivs || plan.HasFreshIvs(packet, ivs, number));
    }
}
