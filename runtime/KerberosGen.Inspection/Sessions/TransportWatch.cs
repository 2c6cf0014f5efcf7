using System.Net;
using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Sessions;

/// <summary>
/// Watches TCP connections for what decoding puts right without a word: bytes sent again, connections refused or broken off. It
/// remembers 65,536 connections, and forgets all of them before it remembers more.
/// </summary>
internal sealed class TransportWatch
{
    private const int MostConnections = 65_536;

    private readonly Dictionary<(IPEndPoint, IPEndPoint), SentBytes> _halves = [];

    /// <summary>Looks at the next segment of the capture.</summary>
    /// <returns>What happened, or null.</returns>
    public TransportEvent? Look(in ObservedSegment segment)
    {
        if (!segment.IsTcp)
            return null;
        bool isConnect = segment.Has(TcpFlags.Syn) && !segment.Has(TcpFlags.Acknowledge);
        SentBytes half = HalfOf(segment.From, segment.To);
        if (segment.Has(TcpFlags.Reset))
        {
            bool isRefusal = _halves.TryGetValue((segment.To, segment.From), out SentBytes? other) && other.IsConnecting && !half.IsStarted;
            bool isKnown = half.IsStarted || other is { IsStarted: true };
            bool isFirst = !half.IsReset && other is not { IsReset: true };
            half.IsReset = true;
            return !isFirst || !isKnown ? null
                : new TransportEvent(isRefusal ? StepKind.ConnectionRefused : StepKind.Reset, segment.From, segment.To, 0, 0);
        }

        if (isConnect)
        {
            if (half.IsConnecting && half.StartsAt(segment.Sequence + 1) && !half.IsReset)
                return new TransportEvent(StepKind.ConnectedAgain, segment.From, segment.To, 0, 0);
            _halves[(segment.From, segment.To)] = half = new SentBytes();
            _halves.Remove((segment.To, segment.From));
            half.IsConnecting = true;
        }

        return half.Add(segment) is { } position
            ? new TransportEvent(StepKind.Retransmission, segment.From, segment.To, position, segment.PayloadLength)
            : null;
    }

    private SentBytes HalfOf(IPEndPoint from, IPEndPoint to)
    {
        if (_halves.TryGetValue((from, to), out SentBytes? half))
            return half;
        if (_halves.Count >= MostConnections)
            _halves.Clear();
        return _halves[(from, to)] = new SentBytes();
    }
}
