using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// Both directions of one TCP connection. Who connected sends the requests; if the capture began too late to see that,
/// the first bytes tell, and if 64 KiB of them do not, the side with the lower port is the server. Where packets stand
/// without headers, both directions carry the same.
/// </summary>
internal sealed class Connection : Conversation
{
    private const int Enough = 64 * 1024;

    private readonly PacketStreams _streams;
    private bool _hasDirection;

    public Connection(int number, FlowKey key, PacketStreams streams, CaptureOutput output)
        : base(number, new TcpFlow(key, number, output), new TcpFlow(key.Reversed, number, output))
    {
        _streams = streams;
        if (streams.Packet is not null)
            SetDirection(FirstFlow, PacketDirection.Request, isLost: false);
    }

    private TcpFlow FirstFlow => (TcpFlow)First;

    private TcpFlow SecondFlow => (TcpFlow)Second;

    /// <summary>True if this segment begins another connection between the same ports.</summary>
    public bool IsReplacedBy(in Segment segment, TcpFlow flow) => segment.IsSyn
        && (flow.Order.IsOtherConnection(segment)
            || (!segment.IsAcknowledge && FirstFlow.Order.IsFinished && SecondFlow.Order.IsFinished));

    public void Add(in Segment segment, TcpFlow flow, DateTimeOffset time)
    {
        flow.Time = time;
        if (segment.IsSyn && !_hasDirection)
            SetDirection(flow, segment.IsAcknowledge ? PacketDirection.Response : PacketDirection.Request, isLost: false);
        flow.Order.Add(segment, flow);
        if (!_hasDirection && flow.Waiting.IsWorthALook)
            TryDetect(flow, isLast: false);
        if (segment.IsReset)
            Complete();
        else if (flow.Order.IsFinished)
            Finish(flow);
    }

    public override void Complete()
    {
        FirstFlow.Order.Complete(FirstFlow);
        SecondFlow.Order.Complete(SecondFlow);
        Finish(FirstFlow);
        Finish(SecondFlow);
    }

    // Without a SYN the capture began in the middle, of a packet perhaps, and so it did in the other direction.
    private void SetDirection(TcpFlow flow, PacketDirection direction, bool isLost)
    {
        PacketDirection opposite = direction == PacketDirection.Request ? PacketDirection.Response : PacketDirection.Request;
        _hasDirection = true;
        FirstFlow.Begin(_streams.Open(flow == FirstFlow ? direction : opposite, isLost));
        SecondFlow.Begin(_streams.Open(flow == SecondFlow ? direction : opposite, isLost));
    }

    private void TryDetect(TcpFlow flow, bool isLast)
    {
        PacketDirection? direction = DirectionDetector.Detect(flow.Waiting.ToArray(), _streams.Probes);
        if (direction is null && flow.Waiting.Length < Enough && !isLast)
            return;
        bool isFromServer = flow.Key.SourcePort < flow.Key.DestinationPort;
        SetDirection(flow, direction ?? (isFromServer ? PacketDirection.Response : PacketDirection.Request), isLost: true);
    }

    private void Finish(TcpFlow flow)
    {
        if (!_hasDirection && flow.Waiting.Length > 0)
            TryDetect(flow, isLast: true);
        flow.End();
    }
}
