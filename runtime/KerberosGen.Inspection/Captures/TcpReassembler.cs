namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Puts one direction of a TCP connection in order: segments out of order, sent again or overlapping (the bytes that come
/// first count). What is in order is handed on where it lies; at most 1 MiB of what came too early is copied and held, then
/// the bytes in front of it count as lost.
/// </summary>
internal sealed class TcpReassembler
{
    private const int HoldLimit = 1024 * 1024;

    private readonly EarlySegments _early = new();
    private long _position;
    private uint _sequence;
    private uint _initial;
    private bool _isStarted;
    private long _cutUntil;
    private long? _end;

    /// <summary>Bytes of memory that it holds.</summary>
    public int Held => _early.Held;

    /// <summary>True if the sender's first segment was seen, false if the capture began behind it.</summary>
    public bool HasBeginning { get; private set; }

    /// <summary>True once the sender's last byte was delivered.</summary>
    public bool IsFinished => _end is { } end && _position >= end;

    /// <summary>
    /// True if this is the beginning of another connection between the same ports, not the same one sent again, nor one that
    /// comes behind its first bytes.
    /// </summary>
    public bool IsOtherConnection(in Segment syn) => _isStarted && _initial != syn.Sequence + 1
        && (HasBeginning || (uint)(_initial - (syn.Sequence + 1)) > HoldLimit);

    /// <summary>Takes the next segment of the capture.</summary>
    /// <param name="segment">A segment of this direction.</param>
    /// <param name="output">Receives what is now in order.</param>
    public void Add(in Segment segment, IOrderedBytes output)
    {
        uint sequence = segment.IsSyn ? segment.Sequence + 1 : segment.Sequence;
        if (!_isStarted)
        {
            // Without a SYN the capture began in the middle: so does the stream.
            _isStarted = true;
            HasBeginning = segment.IsSyn;
            _sequence = _initial = sequence;
        }

        long position = _position + (int)(sequence - _sequence);
        if (segment.IsFin)
            _end = position + segment.PayloadLength;
        if (segment.PayloadLength == 0)
            return;
        if (position > _position)
            _early.Add(position, segment.Payload, segment.PayloadLength);
        else
            Place(position, segment.Payload, segment.PayloadLength, output);
        if (_early.IsEmpty && _position >= _cutUntil)
            return;
        Drain(output);
        while (_early.Held > HoldLimit)
        {
            Lose(_early.Position, output);
            Drain(output);
        }
    }

    /// <summary>Delivers what came too early, with the gaps in front of it: nothing more will come.</summary>
    public void Complete(IOrderedBytes output)
    {
        while (!_early.IsEmpty)
        {
            Lose(_early.Position, output);
            Drain(output);
        }
    }

    private void Drain(IOrderedBytes output)
    {
        while (true)
        {
            if (!_early.IsEmpty && _early.Position <= _position)
            {
                EarlySegment segment = _early.TakeFirst();
                Place(segment.Position, segment.Bytes, segment.Length, output);
            }
            else if (_position < _cutUntil)
            {
                // Bytes that the capture's snap length cut off; another segment may bring some of them.
                Lose(_early.IsEmpty ? _cutUntil : Math.Min(_cutUntil, _early.Position), output);
            }
            else
            {
                return;
            }
        }
    }

    // Delivers what is new of a segment that begins at or in front of the next byte.
    private void Place(long position, ReadOnlySpan<byte> bytes, int length, IOrderedBytes output)
    {
        if (bytes.Length < length)
            _cutUntil = Math.Max(_cutUntil, position + length);
        long known = _position - position;
        if (known >= bytes.Length)
            return;
        bytes = bytes[(int)known..];
        Advance(bytes.Length);
        output.Deliver(bytes);
    }

    private void Lose(long until, IOrderedBytes output)
    {
        long size = until - _position;
        if (size <= 0)
            return;
        Advance(size);
        output.Lose(size);
    }

    private void Advance(long size)
    {
        _position += size;
        _sequence += (uint)size;
    }
}
