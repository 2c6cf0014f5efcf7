using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>The plans of one direction's messages, each made when its first packet comes.</summary>
internal sealed class QuickTables
{
    private readonly DirectionLayout _tables;
    private readonly bool _showSecrets;
    private readonly IKeyRing? _keys;
    private readonly int _headerSize;
    private readonly QuickNumber? _code;
    private readonly QuickNumber? _payloadSize;
    private readonly Dictionary<ushort, Candidate[]> _candidates = [];

    public QuickTables(DirectionLayout tables, bool showSecrets, IKeyRing? keys = null)
    {
        _keys = keys;
        _tables = tables;
        _showSecrets = showSecrets;
        _headerSize = tables.Header.Size ?? 0;
        _code = NumberOf(tables.CodeField);
        _payloadSize = NumberOf(tables.PayloadSizeField);
    }

    /// <summary>The plan for a packet of which all bytes are there; null if there is none.</summary>
    public PacketPlan? Find(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < _headerSize || _code is null || _payloadSize is null)
            return null;
        var bytes = new QuickPacket(packet, [0]);
        ushort code = (ushort)_code.In(bytes);
        uint size = (uint)(packet.Length - _headerSize);
        if (_payloadSize.In(bytes) != size)
            return null;
        if (!_candidates.TryGetValue(code, out Candidate[]? candidates))
            candidates = MakeCandidates(code);
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Layout.Size == size)
                return candidate.Plan;
        }

        return candidates is [{ Layout: { Size: null } layout } first, ..] && size >= layout.MinSize && size <= PayloadSizes.Limit ? first.Plan : null;
    }

    private Candidate[] MakeCandidates(ushort code)
    {
        Candidate[] candidates = [.. _tables.FindAll(code).Select(layout => new Candidate(layout, PacketPlan.Make(_tables, layout, _showSecrets, _keys)))];
        // A code that no table has is not kept: noise would fill the memory.
        if (candidates.Length > 0)
            _candidates.Add(code, candidates);
        return candidates;
    }

    private QuickNumber? NumberOf(FieldLayout row) =>
        _headerSize > 0 && row is { Offset: { } offset, When.IsEmpty: true } && WireNumber.BitsOf(row.Type) <= 64 && !row.Type.IsLeb128
        && (row.Bits?.IntegerSize ?? row.Type.Size) is { } size
            ? new QuickNumber(row.Type, row.Bits, new Stretch(new Place(QuickPacket.StartSlot, offset), new Place(QuickPacket.StartSlot, offset + size)))
            : null;

    private readonly record struct Candidate(PacketLayout Layout, PacketPlan? Plan);
}
