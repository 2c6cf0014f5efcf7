using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel.Soak;

/// <summary>
/// One of hundreds of subscribers: it opens what it is sent, for each event proves its place among them, checks that no number is
/// missing or comes twice, and keeps nothing.
/// </summary>
/// <param name="room">Where the room listens.</param>
/// <param name="identity">The room, for a ticket.</param>
/// <param name="name">Its name, without a space.</param>
/// <param name="order">What all compare.</param>
internal sealed class SoakPeer(IPEndPoint room, RoomIdentity identity, string name, SoakOrder order) : IDisposable
{
    // More than the longest packet.
    private readonly byte[] _buffer = new byte[12 * 1024];
    private readonly PrincipalId _client = Passes.NewId();
    private SessionTicket? _ticket;
    private ClientSession? _session;
    private Socket? _socket;
    private int _held;
    private ulong _since;
    private bool _isFirst;
    private bool _isMissing;
    private ulong _last;
    private long _acked;

    /// <summary>True for one that may be behind by more than the room holds.</summary>
    public bool MayMiss { get; init; }

    /// <summary>Is given every message that is opened.</summary>
    public Action<RoomEventRecord>? OnMessage { get; init; }

    public string Name => name;

    /// <summary>The last event that it has seen.</summary>
    public ulong Last => Volatile.Read(ref _last);

    /// <summary>Messages of its own that were acknowledged.</summary>
    public long Acked => Volatile.Read(ref _acked);

    /// <summary>Connects and subscribes: the first time to what comes, later from the last event on.</summary>
    public async Task ConnectAsync()
    {
        _ticket ??= Passes.TicketOf(_client, identity);
        _session?.Dispose();
        _session = new ClientSession(_client, _ticket, TimeProvider.System, TimeZoneInfo.Utc);
        _socket = new Socket(room.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 };
        await _socket.ConnectAsync(room, Patience.Token);
        _held = 0;
        _since = _last == 0 ? ulong.MaxValue : _last;
        _isFirst = true;
        _isMissing = false;
        await SendAsync(_session.WriteTicket);
        await SendAsync(output => _session.WriteSubscription(output, _since, new PrincipalName(name)));
    }

    /// <summary>Says something: a number and padding.</summary>
    public Task SayAsync(long number, int padding) => SendAsync(output => _session!.WriteMessage(output, $"{name}: {number} {new string('.', padding)}"));

    /// <summary>Takes what has arrived, or waits for it; false once the connection has ended.</summary>
    public async ValueTask<bool> TakeAsync(CancellationToken cancellation)
    {
        try
        {
            int size = await _socket!.ReceiveAsync(_buffer.AsMemory(_held), SocketFlags.None, cancellation);
            _held += size;
            TakePackets();
            return size > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Ends the connection in order, or resets it.</summary>
    public void Cut(bool isReset)
    {
        if (isReset)
            _socket!.LingerState = new LingerOption(true, 0);
        _socket!.Dispose();
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _session?.Dispose();
        _ticket?.Dispose();
    }

    private async Task SendAsync(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        await _socket!.SendAsync(output.WrittenMemory, Patience.Token);
    }

    private void TakePackets()
    {
        int at = 0;
        while (_held - at >= ResponseHeader.Size)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(at + 3));
            if (_held - at - ResponseHeader.Size < size)
                break;
            Take(BinaryPrimitives.ReadUInt16LittleEndian(_buffer.AsSpan(at + 1)), _buffer.AsSpan(at + ResponseHeader.Size, size));
            at += ResponseHeader.Size + size;
        }

        _buffer.AsSpan(at, _held - at).CopyTo(_buffer);
        _held -= at;
    }

    private void Take(ushort code, ReadOnlySpan<byte> payload)
    {
        if (code == MessageAck.Code)
            Volatile.Write(ref _acked, _acked + 1);
        else if (code == RoomEvent.Code)
            TakeEvent(payload);
        else if (code != SymmetricKeyAck.Code)
            order.Violations.Enqueue($"{name} is answered {code}");
    }

    private void TakeEvent(ReadOnlySpan<byte> payload)
    {
        RoomEvent.Unpack(payload, out RoomEvent packet);
        ulong sequence = packet.Sequence;
        if (_session!.OpenEvent(payload) is not { } happened)
        {
            order.Violations.Enqueue($"{name} cannot open event {sequence}");
            return;
        }

        if (sequence == 0)
        {
            _isMissing = true;
            return;
        }

        bool isNext = _isFirst && _since == ulong.MaxValue ? true : sequence == _last + 1;
        if (!isNext && !(_isFirst && _isMissing && MayMiss && sequence > _last))
            order.Violations.Enqueue($"{name} sees event {sequence} after {_last}{(_isFirst ? $", subscribed from {_since}" : "")}");
        _isFirst = false;
        Volatile.Write(ref _last, sequence);
        order.Compare(name, happened);
        if (happened.Kind == EventKind.Message)
            OnMessage?.Invoke(happened);
    }
}
