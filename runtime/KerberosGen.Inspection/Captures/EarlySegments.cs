namespace KerberosGen.Inspection.Captures;

/// <summary>Segments of one direction that came too early, by their place. Adding one at the end and taking the first cost the same however many there are.</summary>
internal sealed class EarlySegments
{
    private EarlySegment[] _segments = [];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    /// <summary>Bytes of memory that they take.</summary>
    public int Held { get; private set; }

    /// <summary>The place of the first.</summary>
    public long Position => _segments[_start].Position;

    /// <summary>Adds a copy of a segment. Of two at one place, the one stays that brings more.</summary>
    public void Add(long position, ReadOnlySpan<byte> bytes, int length)
    {
        int at = _end;
        while (at > _start && _segments[at - 1].Position >= position)
            at--;
        if (at < _end && _segments[at].Position == position)
        {
            if (_segments[at].Length > length || (_segments[at].Length == length && _segments[at].Bytes.Length >= bytes.Length))
                return;
            Held -= _segments[at].Cost;
        }
        else
        {
            at = MakeRoomAt(at);
        }

        _segments[at] = new EarlySegment(position, bytes.ToArray(), length);
        Held += _segments[at].Cost;
    }

    public EarlySegment TakeFirst()
    {
        EarlySegment first = _segments[_start];
        _segments[_start++] = default;
        Held -= first.Cost;
        if (IsEmpty)
        {
            _segments = [];
            _start = _end = 0;
        }

        return first;
    }

    private int MakeRoomAt(int at)
    {
        if (_end == _segments.Length)
        {
            int count = _end - _start;
            EarlySegment[] segments = count <= _segments.Length / 2 && count > 0 ? _segments : new EarlySegment[Math.Max(4, 2 * count)];
            Array.Copy(_segments, _start, segments, 0, count);
            if (segments == _segments)
                Array.Clear(segments, count, _end - count);
            _segments = segments;
            at -= _start;
            _start = 0;
            _end = count;
        }

        Array.Copy(_segments, at, _segments, at + 1, _end - at);
        _end++;
        return at;
    }
}
