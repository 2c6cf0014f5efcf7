using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Load.Traffic;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Fanout;

/// <summary>
/// One connection to a room. What it receives is cut into packets and not opened: an event's sequence number stands in the clear,
/// and must be the one after the last.
/// </summary>
internal sealed class Guest : IDisposable
{
    private const int SequenceAt = ResponseHeader.Size;
    private const int KindAt = SequenceAt + sizeof(ulong) + sizeof(long);
    private const int ClientAt = KindAt + sizeof(EventKind);

    // A room lets only so many come from one address, and there are only so many ports.
    private const int GuestsOfOneAddress = 1_000;

    private readonly int _number;
    private readonly Pass _pass;
    private byte[] _held = new byte[256];
    private int _heldSize;
    private ulong _events;

    public Guest(int number, Pass pass, IPEndPoint room)
    {
        _number = number;
        _pass = pass;
        Socket = new Socket(room.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Bind(new IPEndPoint(SourceOf(number), 0));
        Socket.Connect(room);
    }

    public Socket Socket { get; }

    /// <summary>The session key.</summary>
    public KeyMaterial Key => _pass.Ticket.SessionKey;

    /// <summary>The IV of its authenticator, which what follows on the connection is bound to; set when it enters.</summary>
    public Iv AuthenticatorIv { get; private set; }

    /// <summary>Requests that were answered, every one with yes.</summary>
    public int Answers { get; private set; }

    /// <summary>The sequence number of the event that must come next; 0 before the first, which tells of its own coming.</summary>
    public ulong Next { get; private set; }

    /// <summary>Presents the ticket and, to be told what happens, subscribes; in one write.</summary>
    public void Enter(bool subscribes)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var session = new ClientSession(_pass.Client, _pass.Ticket, TimeProvider.System, TimeZoneInfo.Utc);
        session.WriteTicket(output);
        // The authenticator comes first in a 1028, and in it its IV.
        AuthenticatorIv = new Iv(output.WrittenSpan.Slice(RequestHeader.Size, Iv.Size));
        if (subscribes)
        {
            PrincipalName.TryCreate(string.Create(null, $"guest {_number}"), out PrincipalName name);
            session.WriteSubscription(output, ulong.MaxValue, in name);
        }

        Socket.Send(output.WrittenSpan);
    }

    /// <summary>Takes what has arrived; there is something.</summary>
    /// <param name="buffer">Space for it, longer than any packet.</param>
    /// <param name="deliveries">Is told of messages.</param>
    /// <param name="kept">Is shown messages.</param>
    /// <param name="before">The last sequence number before the first message.</param>
    /// <exception cref="WrongAnswerException">A packet is not what must come next, or the connection has ended.</exception>
    public void Take(byte[] buffer, IDeliveries deliveries, KeptDeliveries kept, ulong before)
    {
        _held.AsSpan(0, _heldSize).CopyTo(buffer);
        int received = Socket.Receive(buffer.AsSpan(_heldSize), SocketFlags.None, out SocketError error);
        if (received == 0)
            throw new WrongAnswerException($"The room ended the connection of guest {_number}{(error == SocketError.Success ? "" : $": {error}")}.");
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, _heldSize + received);
        ulong first = Next;
        int messages = 0;
        while (rest.Length >= ResponseHeader.Size)
        {
            long size = ResponseHeader.Size + (long)BinaryPrimitives.ReadUInt32LittleEndian(rest[(ResponseHeader.Size - sizeof(uint))..]);
            if (size > buffer.Length || rest[0] != ProtocolLimits.Version)
                throw new WrongAnswerException($"Guest {_number} received what is no packet.");
            if (rest.Length < size)
                break;
            ReadOnlySpan<byte> packet = rest[..(int)size];
            if (IsMessage(packet))
            {
                kept.See(packet[ResponseHeader.Size..], _number, (uint)(Next - before - 1), _events++);
                Next++;
                messages++;
            }
            else
            {
                if (messages > 0)
                    deliveries.Delivered(first, messages);
                messages = 0;
                TakeOther(packet);
                first = Next;
            }

            rest = rest[(int)size..];
        }

        Hold(rest);
        if (messages > 0)
            deliveries.Delivered(first, messages);
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>127.0.0.1, 127.0.0.2, ...: all of 127/8 is this machine.</summary>
    private static IPAddress SourceOf(int number) => new([127, 0, 0, (byte)(1 + (Math.Max(0, number) / GuestsOfOneAddress))]);

    /// <summary>True for a message, the one that must come next.</summary>
    private bool IsMessage(ReadOnlySpan<byte> packet) =>
        BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]) == RoomEvent.Code
        && (EventKind)packet[KindAt] == EventKind.Message
        && BinaryPrimitives.ReadUInt64LittleEndian(packet[SequenceAt..]) == Next;

    private void TakeOther(ReadOnlySpan<byte> packet)
    {
        ushort code = BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]);
        if (code is SymmetricKeyAck.Code or MessageAck.Code)
            Answers++;
        else if (code != RoomEvent.Code)
            throw new WrongAnswerException($"The room answered guest {_number} with {code}.");
        else
            TakeEvent(packet);
    }

    private void TakeEvent(ReadOnlySpan<byte> packet)
    {
        _events++;
        ulong sequence = BinaryPrimitives.ReadUInt64LittleEndian(packet[SequenceAt..]);
        if (sequence == 0)
            throw new WrongAnswerException($"The room tells guest {_number}: {TextOf(packet[ResponseHeader.Size..])}");
        bool isOwnComing = (EventKind)packet[KindAt] == EventKind.Joined && packet.Slice(ClientAt, PrincipalId.Size).SequenceEqual(_pass.Client.Bytes);
        if (Next == 0 ? !isOwnComing : sequence != Next)
            throw new WrongAnswerException($"Guest {_number} received event {sequence} where {(Next == 0 ? "its own coming" : $"event {Next}")} had to be: one is lost, or came twice.");
        Next = sequence + 1;
    }

    private string TextOf(ReadOnlySpan<byte> payload)
    {
        // The run has failed; who says why need not be proved.
        using var cipher = new AesCbc(Key.Bytes);
        return RoomEvent.Unpack(payload, out RoomEvent notice).IsDone && notice.TryOpen(cipher, new byte[notice.Content.Length], out ReadOnlySpan<byte> content)
            ? Encoding.UTF8.GetString(content)
            : "what does not open";
    }

    private void Hold(ReadOnlySpan<byte> rest)
    {
        if (_held.Length < rest.Length)
            _held = new byte[2 * rest.Length];
        rest.CopyTo(_held);
        _heldSize = rest.Length;
    }
}
