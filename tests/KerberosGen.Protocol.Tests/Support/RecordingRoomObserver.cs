using System.Net;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests;

/// <summary>Keeps what a room tells; any thread may tell.</summary>
internal sealed class RecordingRoomObserver : IRoomObserver
{
    private readonly Lock _gate = new();
    private readonly List<(EndPoint Peer, PrincipalId Client)> _admissions = [];
    private readonly List<bool> _verified = [];
    private readonly List<(EndPoint Peer, string Reason)> _refusals = [];
    private readonly List<(EndPoint Peer, string Reason)> _endings = [];
    private readonly List<RoomEventRecord> _events = [];
    private readonly List<(ModerationAct Act, string Words)> _moderations = [];

    /// <summary>What happened, in the order in which it was told.</summary>
    public IReadOnlyList<RoomEventRecord> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    /// <summary>What was said, and by whom.</summary>
    public IReadOnlyList<(PrincipalId Client, string Text)> Messages =>
        [.. Events.Where(static e => e.Kind == EventKind.Message).Select(static e => (e.ClientId, Encoding.UTF8.GetString(e.Content.Span)))];

    /// <summary>Of each who was let in, whether it is authenticated.</summary>
    public IReadOnlyList<bool> Verified
    {
        get
        {
            lock (_gate)
                return [.. _verified];
        }
    }

    /// <summary>Why requests were refused.</summary>
    public IReadOnlyList<string> Refusals
    {
        get
        {
            lock (_gate)
                return [.. _refusals.Select(static r => r.Reason)];
        }
    }

    /// <summary>What moderators did.</summary>
    public IReadOnlyList<(ModerationAct Act, string Words)> Moderations
    {
        get
        {
            lock (_gate)
                return [.. _moderations];
        }
    }

    public IEnumerable<PrincipalId> AdmissionsOf(EndPoint peer)
    {
        lock (_gate)
            return [.. _admissions.Where(a => a.Peer.Equals(peer)).Select(static a => a.Client)];
    }

    public IEnumerable<string> RefusalsOf(EndPoint peer)
    {
        lock (_gate)
            return [.. _refusals.Where(r => r.Peer.Equals(peer)).Select(static r => r.Reason)];
    }

    public string? EndingOf(EndPoint peer)
    {
        lock (_gate)
            return _endings.Where(e => e.Peer.Equals(peer)).Select(static e => e.Reason).SingleOrDefault();
    }

    public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
    {
        lock (_gate)
        {
            _admissions.Add((peer, client));
            _verified.Add(isVerified);
        }
    }

    public void Happened(RoomEventRecord happened)
    {
        lock (_gate)
            _events.Add(happened);
    }

    public void Refused(EndPoint peer, string reason)
    {
        lock (_gate)
            _refusals.Add((peer, reason));
    }

    public void Ended(EndPoint peer, PrincipalId client, string reason)
    {
        lock (_gate)
            _endings.Add((peer, reason));
    }

    public void Moderated(ModerationAct act, string words)
    {
        lock (_gate)
            _moderations.Add((act, words));
    }
}
