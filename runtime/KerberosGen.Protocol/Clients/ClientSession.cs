using System.Buffers;
using System.Text;
using System.Text.Unicode;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A client's side of one connection to a room: it presents the ticket, seals messages and opens events, all with synthetic IVs.
/// Sending and receiving may each have a thread of their own, once the ticket is written.
/// </summary>
/// <param name="client">Who chats.</param>
/// <param name="ticket">The ticket to the room.</param>
/// <param name="clock">The time.</param>
/// <param name="kdcTimeZone">The zone of time texts in the original layout.</param>
public sealed class ClientSession(PrincipalId client, SessionTicket ticket, TimeProvider clock, TimeZoneInfo kdcTimeZone) : IDisposable
{
    /// <summary>Bytes of UTF-8 that a message may have: a request is at most 64 KiB, its ciphertext whole blocks.</summary>
    public const int MaxMessageSize =
        ((ProtocolLimits.MaxRequestSize - RequestHeader.Size - ChatMessage.MinSize) / AesCbc.BlockSize * AesCbc.BlockSize) - 1;

    private readonly AesCbc _sendingCipher = new(ticket.SessionKey.Bytes);
    private readonly AesCbc _receivingCipher = new(ticket.SessionKey.Bytes);
    private readonly AesCmac _messageMac = SyntheticIvKey.Derive(ticket.SessionKey.Bytes, SyntheticIvKey.Message);
    private readonly AesCmac _eventMac = SyntheticIvKey.Derive(ticket.SessionKey.Bytes, SyntheticIvKey.Event);
    private Iv _authenticatorIv;
    private ulong _sent;
    private ulong _received;

    private RequestHeader Header => new() { ClientId = client, Version = ProtocolLimits.Version };

    /// <summary>Writes 1028: a new authenticator, of a time that no other of this ticket has, and the ticket.</summary>
    /// <exception cref="InvalidOperationException">The ticket was used so often that its authenticators run ahead of the clock: it takes a fresh one.</exception>
    public void WriteTicket(IBufferWriter<byte> output)
    {
        if (!ticket.TryTakeAuthenticatorTime(clock.GetUtcNow(), out DateTimeOffset time))
            throw new InvalidOperationException($"The ticket's authenticators are more than {SessionTicket.MaxAhead.TotalSeconds:F0} s ahead of the clock: get a fresh ticket.");
        WriteTicket(output, time);
    }

    /// <summary>Writes 1028: the authenticator of a time, and the ticket.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="time">The time; of two in one second, the second is a replay.</param>
    public void WriteTicket(IBufferWriter<byte> output, DateTimeOffset time)
    {
        var version = new VersionText("24");
        var authenticator = default(Authenticator);
        TimeZoneInfo zone = ticket.Layout == WireLayout.Documented ? TimeZoneInfo.Utc : kdcTimeZone;
        Span<byte> associated = stackalloc byte[AssociatedData.AuthenticatorSize];
        AssociatedData.OfAuthenticator(ticket.Ticket.Span, associated);
        using (AesCmac mac = SyntheticIvKey.Derive(ticket.SessionKey.Bytes, SyntheticIvKey.Authenticator))
            authenticator.Seal(_sendingCipher, mac, associated, in version, in client, ticket.ServiceId, TimeTextFormat.Format(time, zone));
        _authenticatorIv = authenticator.Iv;
        if (ticket.Layout == WireLayout.Documented)
        {
            Ticket.Unpack(ticket.Ticket.Span, out Ticket packed);
            Frame.Write(output, Header, new SymmetricKeyRequest { Authenticator = authenticator, Ticket = packed });
        }
        else
        {
            OriginalTicket.Unpack(ticket.Ticket.Span, out OriginalTicket packed);
            Frame.Write(output, Header, new OriginalSymmetricKeyRequest { Authenticator = authenticator, Ticket = packed });
        }
    }

    /// <summary>Writes 1029.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The whole plaintext, <c>name: text</c>.</param>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxMessageSize"/>.</exception>
    public void WriteMessage(IBufferWriter<byte> output, string text)
    {
        byte[] plaintext = Encoding.UTF8.GetBytes(text);
        if (plaintext.Length > MaxMessageSize)
            throw new ArgumentException($"A message has at most {MaxMessageSize} bytes of UTF-8, the name included; this one has {plaintext.Length}.");
        var packet = default(ChatMessage);
        byte[] buffer = new byte[ChatMessage.SealedContentSize(plaintext.Length)];
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        packet.Seal(_sendingCipher, _messageMac, Header, AssociatedData.InConnection(in _authenticatorIv, _sent++, associated), plaintext, buffer);
        Frame.Write(output, Header, in packet);
    }

    /// <summary>Writes 1030.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="since">The last event the client has: 0 for all, 2^64-1 for only what comes.</param>
    /// <param name="displayName">The name to be shown by.</param>
    public void WriteSubscription(IBufferWriter<byte> output, ulong since, in PrincipalName displayName)
    {
        var packet = new SubscribeRequest { Since = since };
        byte[] buffer = new byte[SubscribeRequest.SealedDisplayNameSize(displayName.Utf8.Length)];
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        using (AesCmac mac = SyntheticIvKey.Derive(ticket.SessionKey.Bytes, SyntheticIvKey.Subscribe))
            packet.Seal(_sendingCipher, mac, Header, AssociatedData.InConnection(in _authenticatorIv, _sent++, associated), displayName.Utf8, buffer);
        Frame.Write(output, Header, in packet);
    }

    /// <summary>Writes 1031.</summary>
    public void WriteMembersRequest(IBufferWriter<byte> output) => Frame.Write(output, Header, default(MembersRequest));

    /// <summary>Writes 1032.</summary>
    public void WriteLeave(IBufferWriter<byte> output) => Frame.Write(output, Header, default(LeaveRequest));

    /// <summary>
    /// Opens the payload of the next 1606, whose header has version 24. Null if it is broken, or not authenticated: altered, made by
    /// somebody else, or not the next.
    /// </summary>
    public RoomEventRecord? OpenEvent(ReadOnlySpan<byte> payload)
    {
        if (!RoomEvent.Unpack(payload, out RoomEvent packet).AsWhole(payload.Length).IsDone)
            return null;
        byte[] buffer = new byte[packet.Content.Length];
        bool isTime = packet.Time >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && packet.Time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in _authenticatorIv, _received, associated);
        var header = new ResponseHeader { Version = ProtocolLimits.Version };
        if (packet.TryOpen(_receivingCipher, _eventMac, header, associated, buffer, out ReadOnlySpan<byte> content) != Opening.Authenticated)
            return null;
        _received++;
        if (!isTime || !Utf8.IsValid(content))
            return null;
        return new RoomEventRecord(
            packet.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(packet.Time), packet.Kind, packet.ClientId, buffer.AsMemory(0, content.Length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sendingCipher.Dispose();
        _receivingCipher.Dispose();
        _messageMac.Dispose();
        _eventMac.Dispose();
    }
}
