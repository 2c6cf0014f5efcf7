namespace KerberosGen.Inspection.Captures;

/// <summary>What arrived of a fragmented datagram. Where fragments overlap, the bytes that came first count.</summary>
/// <param name="key">The datagram.</param>
/// <param name="begun">When its first fragment was captured.</param>
internal sealed class FragmentedDatagram(FlowKey key, DateTimeOffset begun)
{
    private const int RangeCost = 8;

    // The parts that arrived, in order, none touching the next.
    private readonly List<(int Start, int End)> _parts = [];
    private byte[] _bytes = [];
    private int _kept = int.MaxValue;
    private int? _length;

    public FlowKey Key => key;

    public DateTimeOffset Begun => begun;

    /// <summary>What it carries, as its first fragment says.</summary>
    public byte Protocol { get; private set; }

    /// <summary>Bytes of memory that it takes.</summary>
    public int Held => _bytes.Length + (RangeCost * _parts.Capacity);

    public bool IsWhole => _length is { } length && _parts is [(0, var end), ..] && end >= length;

    /// <summary>Bytes that it carries.</summary>
    public int Length => _length!.Value;

    /// <summary>Those of them that were kept, up to the first that was not.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Math.Min(Length, _kept));

    /// <summary>Takes a fragment of it.</summary>
    public void Add(in Fragment fragment, ReadOnlySpan<byte> bytes)
    {
        int start = fragment.Place;
        int end = start + fragment.Length;
        if (!fragment.HasMore)
            _length ??= end;
        if (start == 0)
            Protocol = fragment.Protocol;
        if (bytes.Length < fragment.Length)
            _kept = Math.Min(_kept, start + bytes.Length);
        if (_bytes.Length < end)
            Array.Resize(ref _bytes, Math.Max(end, Math.Min(2 * _bytes.Length, ushort.MaxValue)));

        int first = 0;
        while (first < _parts.Count && _parts[first].End < start)
            first++;
        int at = start;
        int last = first;
        int mergedStart = start;
        int mergedEnd = end;
        for (; last < _parts.Count && _parts[last].Start <= end; last++)
        {
            Copy(bytes, start, at, _parts[last].Start);
            at = Math.Max(at, _parts[last].End);
            mergedStart = Math.Min(mergedStart, _parts[last].Start);
            mergedEnd = Math.Max(mergedEnd, _parts[last].End);
        }

        Copy(bytes, start, at, end);
        _parts.RemoveRange(first, last - first);
        _parts.Insert(first, (mergedStart, mergedEnd));
    }

    private void Copy(ReadOnlySpan<byte> bytes, int start, int from, int to)
    {
        to = Math.Min(to, start + bytes.Length);
        if (from < to)
            bytes[(from - start)..(to - start)].CopyTo(_bytes.AsSpan(from));
    }
}
