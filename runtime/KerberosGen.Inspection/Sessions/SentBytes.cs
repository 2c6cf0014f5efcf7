using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Which bytes of one direction of a TCP connection were seen: all up to a place, but for at most 64 holes.</summary>
internal sealed class SentBytes
{
    private const int MostHoles = 64;

    private readonly List<(long Start, long End)> _holes = [];
    private uint _sequence;
    private long _end;

    public bool IsStarted { get; private set; }

    /// <summary>True while a connection is asked for and nothing was sent on it.</summary>
    public bool IsConnecting { get; set; }

    public bool IsReset { get; set; }

    public bool StartsAt(uint sequence) => IsStarted && _end == 0 && _sequence == sequence;

    /// <summary>Takes a segment.</summary>
    /// <returns>If all of its bytes had been seen: the place of the first, counted from the first ever seen.</returns>
    public long? Add(in ObservedSegment segment)
    {
        uint sequence = segment.Has(TcpFlags.Syn) ? segment.Sequence + 1 : segment.Sequence;
        if (!IsStarted)
        {
            IsStarted = true;
            _sequence = sequence;
        }

        if (segment.PayloadLength == 0)
            return null;
        // Positions are 64 bits wide; a sequence number says where within the 2 GiB around the last one.
        long start = _end + (int)(sequence - unchecked(_sequence + (uint)_end));
        long end = start + segment.PayloadLength;
        IsConnecting = false;
        // A keep-alive probe sends the last byte again, on purpose (RFC 9293, section 3.8.4).
        bool isProbe = segment.PayloadLength == 1 && end == _end;
        if (start >= _end)
        {
            if (start > _end && _holes.Count < MostHoles)
                _holes.Add((_end, start));
            _end = end;
            return null;
        }

        bool fills = Fill(start, end) || end > _end || start < 0;
        _end = Math.Max(_end, end);
        return fills || isProbe ? null : start;
    }

    private bool Fill(long start, long end)
    {
        bool fills = false;
        for (int i = _holes.Count - 1; i >= 0; i--)
        {
            (long holeStart, long holeEnd) = _holes[i];
            if (start >= holeEnd || end <= holeStart)
                continue;
            fills = true;
            _holes.RemoveAt(i);
            if (holeStart < start)
                _holes.Add((holeStart, start));
            if (end < holeEnd)
                _holes.Add((end, holeEnd));
        }

        return fills;
    }
}
