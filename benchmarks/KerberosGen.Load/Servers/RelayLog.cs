using System.Buffers;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Servers;

/// <summary>The relay's order: packets ready to be sent, linked, what came together in one piece.</summary>
internal sealed class RelayLog
{
    private readonly Lock _gate = new();
    private readonly List<RelayConnection> _subscribers = [];
    private readonly ArrayBufferWriter<byte> _batch = new(64 * 1024);
    private Piece _last = new([]);
    private ulong _sequence;

    /// <summary>Adds a subscriber, and the event that tells of its coming.</summary>
    /// <returns>What its events come after.</returns>
    public Piece Join(RelayConnection connection, PrincipalId client)
    {
        lock (_gate)
        {
            Piece after = _last;
            _subscribers.Add(connection);
            Add(EventKind.Joined, client, default, new byte[16]);
            Publish();
            return after;
        }
    }

    public void Leave(RelayConnection connection)
    {
        lock (_gate)
            _subscribers.Remove(connection);
    }

    /// <summary>Adds the messages of some requests, and tells every subscriber.</summary>
    public void Say(PrincipalId client, List<byte[]> payloads)
    {
        lock (_gate)
        {
            foreach (byte[] payload in payloads)
            {
                ChatMessage.Unpack(payload, out ChatMessage message);
                Add(EventKind.Message, client, message.Iv, message.Content);
            }

            Publish();
        }
    }

    private void Add(EventKind kind, PrincipalId client, Iv iv, ReadOnlySpan<byte> content)
    {
        var happened = new RoomEvent
        {
            Sequence = ++_sequence,
            Time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            Kind = kind,
            ClientId = client,
            Iv = iv,
            Content = content,
        };
        Frame.Write(_batch, new ResponseHeader { Version = ProtocolLimits.Version }, in happened);
    }

    private void Publish()
    {
        var piece = new Piece(_batch.WrittenSpan.ToArray());
        _batch.ResetWrittenCount();
        _last.Next = piece;
        _last = piece;
        foreach (RelayConnection subscriber in _subscribers)
            subscriber.Wake();
    }

    /// <summary>Packets that came together.</summary>
    internal sealed class Piece(byte[] bytes)
    {
        private Piece? _next;

        public byte[] Bytes => bytes;

        public Piece? Next
        {
            get => Volatile.Read(ref _next);
            set => Volatile.Write(ref _next, value);
        }
    }
}
