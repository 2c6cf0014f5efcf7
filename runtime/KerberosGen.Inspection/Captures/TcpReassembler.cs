namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Puts one direction of a TCP connection in order: segments out of order, sent again or overlapping. It holds at most
/// 1 MiB of what came too early; then the bytes in front of it count as lost.
/// </summary>
internal sealed class TcpReassembler
{
    private const int HoldLimit = 1024 * 1024;

    private readonly SortedList<long, Piece> _early = [];
    private long _position;
    private uint _sequence;
    private uint _initial;
    private int _held;
    private bool _isStarted;
    private long? _end;

    /// <summary>True once the sender's last byte was delivered.</summary>
    public bool IsFinished => _end is { } end && _position >= end;

    /// <summary>True if this is the beginning of another connection between the same ports, not the same one sent again.</summary>
    public bool IsOtherConnection(in Segment syn) => _isStarted && _initial != syn.Sequence + 1;

    /// <summary>Takes the next segment of the capture.</summary>
    /// <param name="segment">A segment of this direction.</param>
    /// <param name="output">Receives what is now in order.</param>
    public void Add(in Segment segment, List<Piece> output)
    {
        uint sequence = segment.Sequence;
        if (segment.Flags.HasFlag(TcpFlags.Syn))
            sequence++;
        if (!_isStarted)
        {
            // Without a SYN the capture began in the middle: so does the stream.
            _isStarted = true;
            _sequence = _initial = sequence;
        }

        long position = _position + (int)(sequence - _sequence);
        if (segment.Flags.HasFlag(TcpFlags.Fin))
            _end = position + segment.PayloadLength;
        if (segment.PayloadLength > 0)
            Hold(position, new Piece(segment.Payload, segment.PayloadLength));
        Deliver(output);
        while (_held > HoldLimit)
        {
            Lose(output);
            Deliver(output);
        }
    }

    /// <summary>Delivers what came too early, with the gaps in front of it: nothing more will come.</summary>
    public void Complete(List<Piece> output)
    {
        Deliver(output);
        while (_early.Count > 0)
        {
            Lose(output);
            Deliver(output);
        }
    }

    private void Hold(long position, Piece piece)
    {
        if (position + piece.Length <= _position)
            return;
        if (_early.TryGetValue(position, out Piece before))
        {
            if (before.Length >= piece.Length)
                return;
            _held -= before.Bytes.Length;
        }

        _early[position] = piece;
        _held += piece.Bytes.Length;
    }

    private void Deliver(List<Piece> output)
    {
        while (_early.Count > 0 && _early.GetKeyAtIndex(0) <= _position)
        {
            long start = _early.GetKeyAtIndex(0);
            Piece piece = _early.GetValueAtIndex(0);
            _early.RemoveAt(0);
            _held -= piece.Bytes.Length;
            long known = _position - start;
            if (known >= piece.Length)
                continue;
            if (known < piece.Bytes.Length)
                Emit(new Piece(piece.Bytes[(int)known..], piece.Bytes.Length - (int)known), output);
            int cut = piece.Length - (int)Math.Max(known, piece.Bytes.Length);
            if (cut > 0)
                Emit(new Piece(default, cut), output);
        }
    }

    private void Lose(List<Piece> output)
    {
        long gap = _early.GetKeyAtIndex(0) - _position;
        if (gap > 0)
            Emit(new Piece(default, (int)Math.Min(gap, int.MaxValue)), output);
    }

    private void Emit(Piece piece, List<Piece> output)
    {
        output.Add(piece);
        _position += piece.Length;
        _sequence += (uint)piece.Length;
    }

    /// <summary>Bytes of a stream; a gap if there are none though there is a length.</summary>
    /// <param name="Bytes">The bytes that are there.</param>
    /// <param name="Length">Bytes that the sender sent.</param>
    internal readonly record struct Piece(ReadOnlyMemory<byte> Bytes, int Length)
    {
        public bool IsGap => Bytes.IsEmpty && Length > 0;
    }
}
