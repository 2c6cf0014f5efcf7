using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KerberosGen.Load.Fanout;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Peers;

/// <summary>
/// The guests of someone else's server: a sender and subscribers, served by one thread, as a <see cref="Crowd"/>. All messages are
/// the same, so every byte that arrives is compared with the one that must come next.
/// </summary>
internal sealed class PeerCrowd : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private const int GuestsOfOneAddress = 1_000;
    private const int ShownBytes = 200;
    private const int PatienceMilliseconds = 30_000;

    private readonly IPEndPoint _server;
    private readonly ChatPeer _peer;
    private readonly Socket _sender;
    private readonly List<Socket> _subscribers = [];
    private readonly List<long> _received = [];
    private readonly ReadySockets _ready = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly byte[] _output;
    private readonly int _messageSize;

    // What a subscriber receives, over and over: long enough for any read from any place in a message.
    private byte[] _expected = [];
    private int _deliverySize;
    private long _sent;
    private long _complete;
    private int[] _missing = [];

    /// <summary>Lets the sender in.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="peer">How to speak to it.</param>
    /// <param name="mostAtOnce">The most messages in flight.</param>
    public PeerCrowd(IPEndPoint server, ChatPeer peer, int mostAtOnce)
    {
        _server = server;
        _peer = peer;
        byte[] message = Encoding.ASCII.GetBytes(peer.Message);
        _messageSize = message.Length;
        _output = [.. Enumerable.Repeat(message, mostAtOnce).SelectMany(static bytes => bytes)];
        _sender = Connect(-1);
        Read(_sender, peer.Welcome);
        if (peer is IrcPeer)
            Ask(_sender, peer.Subscription, peer.Subscribed);
    }

    /// <summary>Lets subscribers in until there are so many, and sends one message to see what becomes of it.</summary>
    public void Grow(int subscribers)
    {
        int first = _subscribers.Count;
        for (int number = first; number < subscribers; number++)
            _subscribers.Add(Connect(number));
        // All at once: InspIRCd lets people in once a second.
        Socket[] added = [.. _subscribers.Skip(first)];
        foreach (Socket socket in added)
            Read(socket, _peer.Welcome);
        foreach (Socket socket in added)
            Ask(socket, _peer.Subscription, _peer.Subscribed);
        for (int number = first; number < subscribers; number++)
            _ready.Add(_subscribers[number], number);
        Drain(_peer.Silence);
        Learn();
        _received.Clear();
        _received.AddRange(Enumerable.Repeat(0L, subscribers));
        _sent = _complete = 0;
    }

    /// <summary>Sends for about as long with so many messages in flight, then waits for what is on the way.</summary>
    /// <returns>Deliveries, each checked.</returns>
    /// <exception cref="WrongAnswerException">A byte is not the one that must come, or none comes.</exception>
    public long Go(TimeSpan time, int inFlight)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        long from = _sent;
        _missing = new int[inFlight];
        do
        {
            int free = inFlight - (int)(_sent - _complete);
            for (int i = 0; i < free; i++)
                _missing[(_sent + i) % inFlight] = _subscribers.Count;
            _sender.Send(_output.AsSpan(0, free * _messageSize));
            _sent += free;
            long before = _complete;
            while (_complete == before)
                Pump();
        }
        while (Stopwatch.GetTimestamp() < end);

        while (_complete != _sent)
            Pump();
        return (_sent - from) * _subscribers.Count;
    }

    public void Dispose()
    {
        _ready.Dispose();
        _sender.Dispose();
        foreach (Socket subscriber in _subscribers)
            subscriber.Dispose();
    }

    private void Pump()
    {
        int ready = _ready.Wait(TimeSpan.FromMilliseconds(PatienceMilliseconds));
        if (ready == 0)
            throw new WrongAnswerException($"Nothing has come from {_peer.Name} for {PatienceMilliseconds / 1000} s.");
        for (int i = 0; i < ready; i++)
        {
            int number = _ready[i];
            int size = Receive(_subscribers[number]);
            long before = _received[number], after = before + size;
            ReadOnlySpan<byte> expected = _expected.AsSpan((int)(before % _deliverySize), size), got = _buffer.AsSpan(0, size);
            if (!got.SequenceEqual(expected))
            {
                ReadOnlySpan<byte> other = got[got.CommonPrefixLength(expected)..];
                throw new WrongAnswerException($"{_peer.Name} sends guest {number} something other than the next message: {Encoding.ASCII.GetString(other[..Math.Min(other.Length, ShownBytes)])}");
            }

            _received[number] = after;
            for (long message = before / _deliverySize; message < after / _deliverySize; message++)
            {
                if (--_missing[message % _missing.Length] == 0)
                    _complete = message + 1;
            }
        }
    }

    private void Learn()
    {
        _sender.Send(_output.AsSpan(0, _messageSize));
        byte[] delivery = [];
        foreach (Socket subscriber in _subscribers)
        {
            byte[] got = Encoding.ASCII.GetBytes(Read(subscriber, ChatPeer.Words + "\r\n"));
            if (delivery.Length > 0 && !got.AsSpan().SequenceEqual(delivery))
                throw new WrongAnswerException($"{_peer.Name} does not send everyone the same.");
            delivery = got;
        }

        _deliverySize = delivery.Length;
        _expected = [.. Enumerable.Repeat(delivery, (BufferSize / _deliverySize) + 2).SelectMany(static bytes => bytes)];
    }

    private Socket Connect(int number)
    {
        var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = PatienceMilliseconds };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (Math.Max(0, number) / GuestsOfOneAddress))]), 0));
        socket.Connect(_server);
        socket.Send(Encoding.ASCII.GetBytes(_peer.Greeting(number)));
        return socket;
    }

    /// <summary>Sends, and reads up to the end of the line that holds one of some words.</summary>
    private void Ask(Socket socket, string words, string answers)
    {
        socket.Send(Encoding.ASCII.GetBytes(words));
        Read(socket, answers);
    }

    private string Read(Socket socket, string answers)
    {
        string[] any = answers.Split('|');
        var text = new StringBuilder();
        while (true)
        {
            text.Append(Encoding.ASCII.GetString(_buffer, 0, Receive(socket)));
            string all = text.ToString();
            if (all.EndsWith("\r\n", StringComparison.Ordinal) && Array.Exists(any, answer => all.Contains(answer, StringComparison.Ordinal)))
                return all;
        }
    }

    /// <summary>Reads all that comes until nothing has come for so long.</summary>
    private void Drain(TimeSpan silence)
    {
        int ready;
        while ((ready = _ready.Wait(silence)) > 0)
        {
            for (int i = 0; i < ready; i++)
                Receive(_subscribers[_ready[i]]);
        }

        while (_sender.Available > 0)
            Receive(_sender);
    }

    private int Receive(Socket socket)
    {
        int size = socket.Receive(_buffer);
        return size > 0 ? size : throw new WrongAnswerException($"{_peer.Name} ended a connection.");
    }
}
