using System.Net;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Sessions;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Statistics;

/// <summary>
/// Counts a capture's packets by code and by peer, and how long answers take. Memory is bounded whatever the capture holds: a row for
/// each table of the protocol, 512 servers and 512 clients (the rest are <c>others</c>), 30 KiB for each row's times, and the first 16,384
/// packets' codes, from which it learns what servers push (<see cref="Session.Pushed"/>).
/// </summary>
public sealed class TrafficStatistics
{
    private const int Learning = 16_384;
    private const int MostPeers = 512;

    private readonly Dictionary<(PacketLayout?, PacketDirection?, DecodeStatus), CodeStatistics> _codes = [];
    private readonly Dictionary<(IPAddress, int), PeerStatistics> _servers = [];
    private readonly Dictionary<IPAddress, PeerStatistics> _clients = [];
    private readonly ClientSides _sides;
    private readonly List<Seen> _learning = [];
    private readonly ExchangeMatcher<Seen> _matcher;
    private readonly SegmentObserver _segments = new();
    private readonly TransportWatch _transport = new();
    private HashSet<int>? _pushed;
    private DateTimeOffset? _first;
    private DateTimeOffset _last;

    /// <summary>Begins with nothing.</summary>
    /// <param name="protocol">Whose packets they are.</param>
    public TrafficStatistics(ProtocolLayout protocol)
    {
        _sides = new ClientSides(protocol);
        _matcher = new ExchangeMatcher<Seen>(static asked =>
        {
            asked.Code.Unanswered++;
            asked.Server.Unanswered++;
            asked.Client.Unanswered++;
        });
    }

    /// <summary>Rows by code: requests, then answers, each by code, then what is no known packet.</summary>
    public IReadOnlyList<CodeStatistics> Codes =>
    [
        .. _codes.Values.OrderBy(static c => c.Code is null).ThenBy(static c => c.Direction).ThenBy(static c => c.Code).ThenBy(static c => c.Name, StringComparer.Ordinal),
    ];

    /// <summary>Rows by peer: servers, then clients, who sent most first.</summary>
    public IReadOnlyList<PeerStatistics> Peers =>
    [
        .. _servers.Values.OrderByDescending(static p => p.Sent + p.Got), .. _clients.Values.OrderByDescending(static p => p.Sent + p.Got),
    ];

    /// <summary>The number of packets: whole ones, cut and unknown ones, and pieces of garbage.</summary>
    public long Packets { get; private set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many packets are not as their table says, or none.</summary>
    public long Errors { get; private set; }

    /// <summary>Gaps: pieces of streams that the capture does not hold.</summary>
    public long Gaps { get; private set; }

    /// <summary>TCP segments sent again.</summary>
    public long Retransmissions { get; private set; }

    /// <summary>TCP connections broken off or refused.</summary>
    public long Resets { get; private set; }

    /// <summary>From the first packet to the last.</summary>
    public TimeSpan Duration => _first is { } first && _last > first ? _last - first : TimeSpan.Zero;

    /// <summary>How many packets when.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>Counts a whole capture.</summary>
    /// <param name="frames">Its frames.</param>
    /// <param name="decoder">Takes each packet apart.</param>
    /// <param name="packet">The packet that stands without headers; null for the protocol's headers and messages.</param>
    /// <param name="port">The port to look at; null for everything.</param>
    /// <exception cref="CaptureFormatException">The capture is broken; everything before that was counted.</exception>
    public void Count(IEnumerable<CapturedFrame> frames, PacketDecoder decoder, PacketLayout? packet = null, PortFilter? port = null)
    {
        var capture = new CaptureDecoder(decoder, packet, port);
        try
        {
            foreach (CapturedFrame frame in frames)
            {
                ObservedSegment? segment = _segments.Observe(frame);
                if (segment is { } seen && port is { } filter && !seen.Passes(filter))
                    continue;
                if (segment is { } looked && _transport.Look(looked) is { } happened)
                {
                    if (happened.Kind == StepKind.Retransmission)
                        Retransmissions++;
                    else if (happened.Kind is StepKind.Reset or StepKind.ConnectionRefused)
                        Resets++;
                }

                foreach (DecodedPacket decoded in capture.Append(frame))
                    Add(decoded, segment?.IsTcp ?? true);
            }
        }
        finally
        {
            foreach (DecodedPacket decoded in capture.Complete())
                Add(decoded, isTcp: true);
            Learn();
            _matcher.Complete();
        }
    }

    private void Add(DecodedPacket packet, bool isTcp)
    {
        if (packet.Origin is not { } origin)
            return;
        if (packet.Findings is [{ Id: FindingIds.Gap }])
        {
            Gaps++;
            return;
        }

        bool isRequest = _sides.IsRequest(packet, origin);
        string? failure = isRequest ? null : FailureRule.Of(packet);
        CodeStatistics code = RowOf(packet, failure);
        PeerStatistics server = ServerOf(isRequest ? origin.To : origin.From);
        PeerStatistics client = ClientOf((isRequest ? origin.From : origin.To).Address);
        (PeerStatistics sender, PeerStatistics receiver) = isRequest ? (client, server) : (server, client);
        bool isWrong = packet.HasErrors;
        Packets++;
        Bytes += packet.Length;
        Errors += isWrong ? 1 : 0;
        _first ??= origin.Time;
        _last = origin.Time > _last ? origin.Time : _last;
        Timeline.Add(origin.Time);
        code.Packets++;
        code.Bytes += packet.Length;
        code.Errors += isWrong ? 1 : 0;
        sender.Sent++;
        sender.BytesSent += packet.Length;
        sender.Errors += isWrong ? 1 : 0;
        receiver.Got++;
        receiver.BytesGot += packet.Length;
        if (packet.Status == DecodeStatus.Garbage)
            return;

        var seen = new Seen(new Turn(origin.Stream, isRequest, packet.Code ?? -1), origin.Time, isTcp, code, server, client, failure is not null, isTcp || !isRequest ? null : ContentOf(packet));
        if (_pushed is not null)
        {
            Match(seen);
            return;
        }

        _learning.Add(seen);
        if (_learning.Count == Learning)
            Learn();
    }

    private void Learn()
    {
        if (_pushed is not null)
            return;
        _pushed = PushedCodes.Find([.. _learning.Select(static s => s.Turn)]);
        foreach (Seen seen in _learning)
            Match(seen);
        _learning.Clear();
        _learning.TrimExcess();
    }

    private void Match(Seen seen)
    {
        if (seen.Turn.IsRequest)
        {
            _matcher.TryAsk(seen.Turn.Stream, seen.Time, seen, seen.Content, out _);
            return;
        }

        if (_pushed!.Contains(seen.Turn.Code) || !_matcher.TryAnswer(seen.Turn.Stream, seen.Time, seen.IsTcp, out Seen asked, out TimeSpan delay))
            return;
        seen.Code.Times.Add(delay);
        asked.Code.Times.Add(delay);
        asked.Server.Times.Add(delay);
        asked.Client.Times.Add(delay);
        if (!seen.IsFailure)
            return;
        asked.Code.Refused++;
        asked.Server.Refused++;
        asked.Client.Refused++;
    }

    private static int ContentOf(DecodedPacket packet)
    {
        var content = new HashCode();
        content.AddBytes(packet.Bytes.Span);
        return content.ToHashCode();
    }

    // All codes without a table share a row: there may be 65,536 of them.
    private CodeStatistics RowOf(DecodedPacket packet, string? failure)
    {
        (PacketLayout?, PacketDirection?, DecodeStatus) key =
            (packet.Layout, packet.Direction, packet.Layout is null ? packet.Status : DecodeStatus.Ok);
        if (!_codes.TryGetValue(key, out CodeStatistics? row))
            _codes[key] = row = new CodeStatistics(packet.Layout is null && packet.Status == DecodeStatus.Partial ? "cut header" : packet.Name, packet.Layout?.Code, packet.Direction, failure == packet.Layout?.Name && failure is not null);
        return row;
    }

    private PeerStatistics ServerOf(IPEndPoint endPoint)
    {
        if (_servers.TryGetValue((endPoint.Address, endPoint.Port), out PeerStatistics? row))
            return row;
        bool isFull = _servers.Count >= MostPeers;
        (IPAddress, int) key = isFull ? (IPAddress.None, -1) : (endPoint.Address, endPoint.Port);
        return _servers.TryGetValue(key, out row) ? row
            : _servers[key] = new PeerStatistics(isFull ? "others" : endPoint.ToString(), isServer: true);
    }

    private PeerStatistics ClientOf(IPAddress address)
    {
        if (_clients.TryGetValue(address, out PeerStatistics? row))
            return row;
        bool isFull = _clients.Count >= MostPeers;
        IPAddress key = isFull ? IPAddress.None : address;
        return _clients.TryGetValue(key, out row) ? row
            : _clients[key] = new PeerStatistics(isFull ? "others" : address.ToString(), isServer: false);
    }

    private readonly record struct Seen(
        Turn Turn, DateTimeOffset Time, bool IsTcp, CodeStatistics Code, PeerStatistics Server, PeerStatistics Client, bool IsFailure, int? Content);
}
