using System.Text;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>
/// What one seat has seen, over all of its connections: every number once, none left out, and where something is no longer held,
/// the room says so and begins with the first that it holds. Written by the reader of one connection at a time.
/// </summary>
/// <param name="who">The seat's name, for what breaks a law.</param>
/// <param name="client">Whose it is.</param>
/// <param name="history">Events that the room holds.</param>
/// <param name="book">What all see together.</param>
internal sealed class SeatLog(string who, PrincipalId client, int history, OrderBook book)
{
    private static readonly string[] Farewells = ["You were banned", "You were kicked", "You take too slowly"];

    private readonly Lock _gate = new();
    private readonly List<ulong> _ownJoins = [];
    private ulong _last;
    private ulong _since;
    private ulong _first;
    private string? _missing;
    private string? _farewell;
    private bool _isSubscribed;
    private bool _isBeginChecked;

    /// <summary>The last event seen; 0 if none was.</summary>
    public ulong Last => Volatile.Read(ref _last);

    /// <summary>The last event seen on the present connection; 0 if none was.</summary>
    public ulong LastHere => Volatile.Read(ref _first) == 0 ? 0 : Last;

    public void Violate(string violation) => book.Violate($"{who}: {violation}");

    /// <summary>A connection begins that has not subscribed.</summary>
    public void Connect()
    {
        lock (_gate)
        {
            _isSubscribed = false;
            _farewell = null;
            _missing = null;
            Volatile.Write(ref _first, 0);
        }
    }

    /// <summary>It is about to subscribe.</summary>
    public void Begin(ulong since)
    {
        lock (_gate)
        {
            _since = since;
            _ownJoins.Clear();
            _isSubscribed = true;
            _isBeginChecked = false;
        }
    }

    public void Take(RoomEventRecord happened)
    {
        lock (_gate)
        {
            if (!_isSubscribed)
                Violate($"event {happened.Sequence} for one who did not subscribe");
            if (_farewell is not null)
                Violate($"event {happened.Sequence} after '{_farewell}'");
            if (happened.Sequence == 0)
                TakeNotice(happened);
            else
                TakeEvent(happened);
        }
    }

    /// <summary>
    /// Checks, once for a subscription whose own joined event has come, where it began: right after what was seen, or with the
    /// first event that was held.
    /// </summary>
    public void CheckBegin()
    {
        lock (_gate)
        {
            if (_isSubscribed && !_isBeginChecked)
                CheckBeginOnce();
            _isBeginChecked = true;
        }
    }

    private void CheckBeginOnce()
    {
        // An earlier connection's joined event may be in the replay: one of them must fit.
        if (_first == 0 || !_ownJoins.Exists(BeginsRight))
            Violate($"subscribed after {_since} it saw {_first} first; it joined at {string.Join(" or ", _ownJoins)}");
        string? expected = _since is 0 or ulong.MaxValue || _first == _since + 1 ? null : $"Events {_since + 1} to {_first - 1} are no longer held.";
        if (_missing != expected)
            Violate($"subscribed after {_since} it saw {_first} first, and was told {_missing ?? "nothing"}");
    }

    private bool BeginsRight(ulong joined)
    {
        ulong held = joined > (ulong)history ? joined - (ulong)history : 1;
        return _first == (_since == ulong.MaxValue ? joined : Math.Max(_since + 1, held));
    }

    private void TakeNotice(RoomEventRecord notice)
    {
        string words = Encoding.UTF8.GetString(notice.Content.Span);
        if (words.EndsWith("are no longer held.", StringComparison.Ordinal))
            _missing = _first == 0 ? words : "too late: " + words;
        else if (Array.Exists(Farewells, farewell => words.StartsWith(farewell, StringComparison.Ordinal)))
            _farewell = words;
    }

    private void TakeEvent(RoomEventRecord happened)
    {
        ulong sequence = happened.Sequence;
        if (_first == 0)
            Volatile.Write(ref _first, sequence);
        else if (sequence != _last + 1)
            Violate($"event {sequence} after {_last}");
        if (happened.Kind == EventKind.Joined && happened.ClientId == client)
            _ownJoins.Add(sequence);
        book.Record(who, happened);
        Volatile.Write(ref _last, sequence);
    }
}
