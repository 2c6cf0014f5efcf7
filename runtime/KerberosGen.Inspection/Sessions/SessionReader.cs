using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Sessions;

/// <summary>Reads a capture as a session. It holds the steps that it answers, and no packet longer than it takes to look at it.</summary>
/// <param name="decoder">Takes each packet apart.</param>
/// <param name="options">What to look at.</param>
public sealed class SessionReader(PacketDecoder decoder, SessionOptions options)
{
    private const int MostHidden = 65_536;

    private readonly CaptureDecoder _capture = new(decoder, options.Packet, options.Port);
    private readonly SegmentObserver _segments = new();
    private readonly TransportWatch _transport = new();
    private readonly ClientSides _sides = new(decoder.Protocol);
    private readonly SentPackets _sent = new();
    private readonly List<SessionStep> _steps = [];
    private int _hidden;
    private bool _hasMore;
    private bool _hasErrors;
    private bool _hasDecryptionErrors;

    /// <summary>Reads a capture, as far as the limit goes.</summary>
    /// <param name="frames">Its frames. A broken capture ends the session where it breaks.</param>
    public Session Read(IEnumerable<CapturedFrame> frames)
    {
        CaptureFormatException? broken = null;
        try
        {
            foreach (CapturedFrame frame in frames)
            {
                Take(frame);
                if (_hasMore)
                    break;
            }
        }
        catch (CaptureFormatException exception)
        {
            broken = exception;
        }

        if (!_hasMore)
            TakeAll(_capture.Complete(), isTcp: true);
        List<SessionStep> steps = [.. _steps.OrderBy(static s => s.Time)];
        IReadOnlySet<int> pushed = PushedCodes.Find([.. steps.Where(IsTurn).Select(static s => new Turn(s.Stream!.Value, s.Kind == StepKind.Request, s.Code ?? -1))]);
        Match(steps, pushed);
        return new Session([.. steps.Where(static s => !s.IsHidden)], pushed, _hasMore)
        {
            Broken = broken,
            HasErrors = _hasErrors,
            HasDecryptionErrors = _hasDecryptionErrors,
        };
    }

    private static bool IsTurn(SessionStep step) => step.Kind <= StepKind.Unasked;

    private void Take(in CapturedFrame frame)
    {
        ObservedSegment? segment = _segments.Observe(frame);
        if (segment is { } seen && options.Port is { } port && !seen.Passes(port))
            return;
        TransportEvent? happened = segment is { } looked ? _transport.Look(looked) : null;
        TakeAll(_capture.Append(frame), segment?.IsTcp ?? true);
        if (happened is { } transport)
            Add(transport, frame.Time);
    }

    private void TakeAll(IReadOnlyList<DecodedPacket> packets, bool isTcp)
    {
        foreach (DecodedPacket packet in packets)
        {
            if (packet.Origin is not { } origin)
                continue;
            _sent.Add(packet, origin);
            IReadOnlyList<string> notes = options.Explain?.Invoke(packet) ?? [];
            if (options.Stream is not null && origin.Stream != options.Stream)
                continue;
            bool isHidden = options.Where?.Matches(packet) == false;
            if (isHidden && _hidden >= MostHidden)
                continue;
            if (!isHidden && _steps.Count - _hidden >= options.Limit)
            {
                _hasMore = true;
                return;
            }

            _hidden += isHidden ? 1 : 0;
            _hasErrors |= packet.Findings.Any(static f => f.Severity == Severity.Error);
            _hasDecryptionErrors |= packet.DecryptionFindings.Any(static f => f.Severity == Severity.Error);
            _steps.Add(StepOf(packet, origin, notes, isTcp, isHidden));
        }
    }

    private SessionStep StepOf(DecodedPacket packet, PacketOrigin origin, IReadOnlyList<string> notes, bool isTcp, bool isHidden)
    {
        bool isRequest = _sides.IsRequest(packet, origin);
        Finding? error = packet.AllFindings.FirstOrDefault(static f => f.Severity == Severity.Error);
        bool isGap = error?.Id == FindingIds.Gap;
        var content = new HashCode();
        content.AddBytes(packet.Bytes.Span);
        return new SessionStep
        {
            Kind = isGap ? StepKind.Gap : packet.Status == DecodeStatus.Garbage ? StepKind.Garbage : isRequest ? StepKind.Request : StepKind.Unasked,
            Time = origin.Time,
            From = origin.From,
            To = origin.To,
            Stream = origin.Stream,
            Number = packet.Number,
            Code = packet.Code,
            Name = isGap ? "gap" : packet.Name,
            Length = isGap ? error!.Needed ?? 0 : packet.Length,
            Failure = isRequest ? null : FailureRule.Of(packet),
            Error = error is null || isGap || packet.Status == DecodeStatus.Garbage ? null
                : $"{error.Id} {error.Title}{(error.Path.Length == 0 ? "" : ": " + error.Path)}",
            Authenticity = AuthenticityText.Of(packet),
            Notes = notes,
            IsTcp = isTcp,
            IsHidden = isHidden,
            ContentHash = content.ToHashCode(),
        };
    }

    private void Add(in TransportEvent happened, DateTimeOffset time)
    {
        (int? stream, DecodedPacketName? sent) = _sent.Find(happened.From, happened.To, happened.Position);
        if ((options.Stream is not null && stream != options.Stream) || options.Where is not null || _steps.Count >= options.Limit)
            return;
        _steps.Add(new SessionStep
        {
            Kind = happened.Kind,
            Time = time,
            From = happened.From,
            To = happened.To,
            Stream = stream,
            Number = happened.Kind == StepKind.Retransmission ? sent?.Number : null,
            Code = happened.Kind == StepKind.Retransmission ? sent?.Code : null,
            Name = happened.Kind switch
            {
                StepKind.Retransmission => sent?.Name ?? "bytes",
                StepKind.ConnectedAgain => "connects again",
                StepKind.ConnectionRefused => "connection refused",
                _ => "connection reset",
            },
            Length = happened.Length,
            IsTcp = true,
        });
    }

    private static void Match(List<SessionStep> steps, IReadOnlySet<int> pushed)
    {
        var matcher = new ExchangeMatcher<SessionStep>(static request => request.IsUnanswered = true);
        foreach (SessionStep step in steps.Where(IsTurn))
        {
            int stream = step.Stream!.Value;
            if (step.Kind == StepKind.Request)
            {
                if (!matcher.TryAsk(stream, step.Time, step, step.IsTcp ? null : step.ContentHash, out SessionStep same))
                    step.Repeats = same.Number;
            }
            else if (!pushed.Contains(step.Code ?? -1) && matcher.TryAnswer(stream, step.Time, step.IsTcp, out SessionStep request, out TimeSpan delay))
            {
                step.Kind = StepKind.Answer;
                step.Answers = request.Number;
                step.Delay = delay;
            }
        }

        matcher.Complete();
    }
}
