using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Both directions of one TCP connection. Who connected sends the requests; if the capture began too late to see that,
/// the first bytes tell. Where packets stand without headers, both directions carry the same.
/// </summary>
internal sealed class Connection
{
    private const int EnoughToDetect = 64;

    private readonly PacketDecoder _decoder;
    private readonly Half _firstHalf;
    private readonly Half _secondHalf;
    private bool _hasDirection;

    public Connection(PacketDecoder decoder, PacketLayout? packet, int number, IPEndPoint first, IPEndPoint second, Func<int> next)
    {
        _decoder = decoder;
        _firstHalf = new Half(new PacketFlow(number, first, second), next);
        _secondHalf = new Half(new PacketFlow(number, second, first), next);
        if (packet is null)
            return;
        _firstHalf.Stream = new PacketRunDecoder(decoder, packet);
        _secondHalf.Stream = new PacketRunDecoder(decoder, packet);
        _hasDirection = true;
    }

    public bool IsReplacedBy(in Segment segment) =>
        segment.Flags.HasFlag(TcpFlags.Syn) && !segment.Flags.HasFlag(TcpFlags.Acknowledge)
        && (HalfOf(segment).Order.IsOtherConnection(segment) || (_firstHalf.Order.IsFinished && _secondHalf.Order.IsFinished));

    public void Add(in Segment segment, DateTimeOffset time, IPacketSink output)
    {
        Half half = HalfOf(segment);
        if (segment.Flags.HasFlag(TcpFlags.Syn) && !_hasDirection)
            SetDirection(half, segment.Flags.HasFlag(TcpFlags.Acknowledge) ? PacketDirection.Response : PacketDirection.Request);
        var pieces = new List<TcpReassembler.Piece>();
        half.Order.Add(segment, pieces);
        Deliver(half, pieces, time, output);
        if (segment.Flags.HasFlag(TcpFlags.Reset))
            Complete(output);
        else if (half.Order.IsFinished)
            Finish(half, output);
    }

    public void Complete(IPacketSink output)
    {
        foreach (Half half in (ReadOnlySpan<Half>)[_firstHalf, _secondHalf])
        {
            var pieces = new List<TcpReassembler.Piece>();
            half.Order.Complete(pieces);
            Deliver(half, pieces, half.Time, output);
        }

        Finish(_firstHalf, output);
        Finish(_secondHalf, output);
    }

    private Half HalfOf(in Segment segment) => segment.From.Equals(_firstHalf.Flow.From) ? _firstHalf : _secondHalf;

    private void SetDirection(Half half, PacketDirection direction)
    {
        Half other = half == _firstHalf ? _secondHalf : _firstHalf;
        PacketDirection opposite = direction == PacketDirection.Request ? PacketDirection.Response : PacketDirection.Request;
        half.Stream = StreamOf(direction);
        other.Stream = StreamOf(opposite);
        _hasDirection = true;
    }

    // A protocol that declares one direction only speaks the same both ways.
    private StreamDecoder StreamOf(PacketDirection direction) =>
        new(_decoder, _decoder.Protocol.Of(direction)?.Direction ?? DirectionDetector.DefaultOf(_decoder.Protocol));

    private void Deliver(Half half, List<TcpReassembler.Piece> pieces, DateTimeOffset time, IPacketSink output)
    {
        half.Time = time;
        foreach (TcpReassembler.Piece piece in pieces)
        {
            if (_hasDirection)
                Decode(half, piece, output);
            else
                half.Waiting.Add(piece);
        }

        if (!_hasDirection && half.Waiting.Count > 0)
            TryDetect(half, isLast: false, output);
    }

    private void TryDetect(Half half, bool isLast, IPacketSink output)
    {
        byte[] beginning = [.. half.Waiting.SelectMany(p => p.Bytes.ToArray())];
        PacketDirection? direction = DirectionDetector.Detect(beginning, _decoder.Protocol);
        if (direction is null && beginning.Length < EnoughToDetect && !isLast)
            return;
        SetDirection(half, direction ?? PacketDirection.Request);
        foreach (Half each in (ReadOnlySpan<Half>)[_firstHalf, _secondHalf])
        {
            foreach (TcpReassembler.Piece piece in each.Waiting)
                Decode(each, piece, output);
            each.Waiting.Clear();
        }
    }

    private static void Decode(Half half, TcpReassembler.Piece piece, IPacketSink output)
    {
        half.Output = output;
        if (piece.IsGap)
            half.Stream!.Skip(piece.Length, half);
        else
            half.Stream!.Append(piece.Bytes.Span, half);
    }

    private void Finish(Half half, IPacketSink output)
    {
        if (half.Waiting.Count > 0)
            TryDetect(half, isLast: true, output);
        half.Output = output;
        half.Stream?.Complete(half);
    }

    private sealed class Half(PacketFlow flow, Func<int> next) : FlowSink(flow, next)
    {
        public TcpReassembler Order { get; } = new();

        public List<TcpReassembler.Piece> Waiting { get; } = [];

        public IPacketStream? Stream { get; set; }
    }
}
