using System.Diagnostics;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Fanout;

/// <summary>
/// The guests of one room: a sender, which does not subscribe, and more and more others. One thread serves them all; between
/// calls nothing is on the way.
/// </summary>
internal sealed class Crowd : IDisposable, IDeliveries
{
    private const int BufferSize = 256 * 1024;
    private const int JoinAtOnce = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RoomAddress _room;
    private readonly Guest _sender;
    private readonly List<Guest> _guests = [];
    private readonly ReadySockets _ready = new();
    private readonly KeptDeliveries _kept = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly byte[] _output;
    private readonly MessageSource _messages;
    private uint _sent;
    private int _answersBefore = 1;

    /// <summary>Lets the sender in.</summary>
    /// <param name="room">Which room.</param>
    /// <param name="sender">Who sends.</param>
    /// <param name="mostAtOnce">The most messages that are sent in one write.</param>
    public Crowd(RoomAddress room, Pass sender, int mostAtOnce)
    {
        _room = room;
        _output = new byte[mostAtOnce * MessageSource.RequestSize];
        _sender = Enter(-1, sender, subscribes: false);
        _messages = new MessageSource(sender.Client, sender.Ticket.SessionKey.Bytes, _sender.AuthenticatorIv);
        while (_sender.Answers == 0)
            PumpSome(this, "the sender was let in");
    }

    /// <summary>The most messages that are sent in one write.</summary>
    public int MostAtOnce => _output.Length / MessageSource.RequestSize;

    /// <summary>Subscribers that are in the room.</summary>
    public int Subscribers { get; private set; }

    /// <summary>Guests that were let in, the sender not among them.</summary>
    public int Guests => _guests.Count;

    /// <summary>Messages that were sent since the last guest came.</summary>
    public uint Sent => _sent;

    /// <summary>Messages that the room has acknowledged since the last guest came.</summary>
    public uint Acknowledged => (uint)(_sender.Answers - _answersBefore);

    /// <summary>The sequence number of the last event before the first of those messages.</summary>
    public ulong Before { get; private set; }

    /// <summary>Lets more guests in and waits until each has been told of all the others.</summary>
    /// <param name="passes">Who comes.</param>
    /// <param name="subscribe">True if they want to be told what happens.</param>
    public void Join(IReadOnlyList<Pass> passes, bool subscribe)
    {
        // Each is told of all who come after it: too many at once, and the room would take the first for too slow.
        foreach (Pass[] some in passes.Chunk(JoinAtOnce))
            JoinTogether(some, subscribe);
        _sent = 0;
        _answersBefore = _sender.Answers;
    }

    /// <summary>Sends the next messages, as many as can be sent in one write, in one write.</summary>
    public void Send(int count)
    {
        int size = 0;
        for (int i = 0; i < count; i++)
        {
            _messages.Write(_sent++, _output.AsSpan(size));
            size += MessageSource.RequestSize;
        }

        _sender.Socket.Send(_output.AsSpan(0, size));
    }

    /// <summary>Takes what has arrived at some guests, waiting for it if need be.</summary>
    /// <returns>At how many; none when the time is over, or a signal came.</returns>
    /// <exception cref="WrongAnswerException">Something arrived that must not.</exception>
    public int Pump(TimeSpan most, IDeliveries deliveries)
    {
        int ready = _ready.Wait(most);
        for (int i = 0; i < ready; i++)
        {
            int number = _ready[i];
            (number < 0 ? _sender : _guests[number]).Take(_buffer, deliveries, _kept, Before);
        }

        return ready;
    }

    /// <summary>Takes what arrives next, however long it takes.</summary>
    /// <param name="deliveries">Is told of messages.</param>
    /// <param name="what">What is waited for.</param>
    /// <exception cref="WrongAnswerException">Nothing arrives any more, or something that must not.</exception>
    public void PumpSome(IDeliveries deliveries, string what)
    {
        long from = Stopwatch.GetTimestamp();
        while (Pump(Patience, deliveries) == 0)
        {
            if (Stopwatch.GetElapsedTime(from) >= Patience)
                throw new WrongAnswerException($"Nothing has come from the room for {Patience.TotalSeconds} s, before {what}.");
        }
    }

    /// <summary>Opens a sample of what was delivered.</summary>
    /// <returns>How many messages.</returns>
    public int OpenKept() => _kept.Open(guest => _room.IsRelay ? _sender : _guests[guest], areProved: !_room.IsRelay);

    /// <inheritdoc/>
    void IDeliveries.Delivered(ulong first, int count) => throw new WrongAnswerException("A message arrived when none was on the way.");

    public void Dispose()
    {
        _messages.Dispose();
        _ready.Dispose();
        _sender.Dispose();
        foreach (Guest guest in _guests)
            guest.Dispose();
    }

    private void JoinTogether(Pass[] passes, bool subscribe)
    {
        int first = _guests.Count;
        foreach (Pass pass in passes)
            _guests.Add(Enter(_guests.Count, pass, subscribe));
        for (int i = first; i < _guests.Count; i++)
        {
            Guest guest = _guests[i];
            while (subscribe ? guest is not { Answers: 2, Next: > 0 } : guest.Answers == 0)
                PumpSome(this, "everyone was let in");
        }

        Subscribers += subscribe ? passes.Length : 0;
        ulong next = Subscribers > 0 ? _guests.Max(static guest => guest.Next) : 1;
        foreach (Guest guest in _guests)
        {
            while (guest.Next > 0 && guest.Next < next)
                PumpSome(this, "everyone was told of all who came");
        }

        Before = next - 1;
    }

    private Guest Enter(int number, Pass pass, bool subscribes)
    {
        var guest = new Guest(number, pass, _room.EndPoint);
        _ready.Add(guest.Socket, number);
        guest.Enter(subscribes);
        return guest;
    }
}
