using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Suites;

/// <summary>
/// A message (1029) or an event (1606) sealed and opened in the middle of a connection, three ways: under a random IV, which proves
/// nothing; under the synthetic IV; and as the synthetic IV would be with HMAC-SHA256 in place of AES-256-CMAC.
/// </summary>
internal sealed class Sealing : IDisposable
{
    // What a header and the other fields add to the authenticated bytes: 1029 has 23 and 4, 1606 has 7, 33 and 4.
    private const int MessageFront = RequestHeader.Size + sizeof(uint);
    private const int EventFront = ResponseHeader.Size + 33 + sizeof(uint);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(AesCbc.KeySize);
    private readonly byte[] _associated = new byte[AssociatedData.InConnectionSize];
    private readonly byte[] _plaintext;
    private readonly byte[] _sealed;
    private readonly byte[] _opened;
    private readonly byte[] _authenticated;
    private readonly byte[] _hash = new byte[HMACSHA256.HashSizeInBytes];
    private readonly RandomBlocks _random = new(SystemRandomSource.Instance);
    private readonly AesCbc _cipher;
    private readonly AesCmac _messageMac;
    private readonly AesCmac _eventMac;
    private readonly RequestHeader _request = new() { Version = ProtocolLimits.Version };
    private readonly ResponseHeader _response = new() { Version = ProtocolLimits.Version };
    private readonly byte[] _sealedMessage;
    private readonly byte[] _sealedEvent;
    private Iv _authenticatorIv;
    private ulong _count;
    private Iv _messageIv;
    private Iv _eventIv;

    /// <param name="size">Bytes of plaintext.</param>
    public Sealing(int size)
    {
        RandomNumberGenerator.Fill(_associated);
        _authenticatorIv = new Iv(_associated.AsSpan(0, Iv.Size));
        _plaintext = RandomNumberGenerator.GetBytes(size);
        int sealedSize = ChatMessage.SealedContentSize(size);
        _sealed = new byte[sealedSize];
        _opened = new byte[sealedSize];
        _authenticated = new byte[sizeof(uint) + _associated.Length + EventFront + sealedSize];
        _cipher = new AesCbc(_key);
        _messageMac = SyntheticIvKey.Derive(_key, SyntheticIvKey.Message);
        _eventMac = SyntheticIvKey.Derive(_key, SyntheticIvKey.Event);

        var message = default(ChatMessage);
        message.Seal(_cipher, _messageMac, _request, _associated, _plaintext, _sealed);
        _messageIv = message.Iv;
        _sealedMessage = [.. _sealed];
        var happened = default(RoomEvent);
        happened.Seal(_cipher, _eventMac, _response, _associated, _plaintext, _sealed);
        _eventIv = happened.Iv;
        _sealedEvent = [.. _sealed];
        if (OpenMessage() != Opening.Authenticated || OpenEvent() != Opening.Authenticated)
            throw new InvalidOperationException("What was sealed is not authenticated.");
    }

    public int SealMessageUnauthenticated()
    {
        var iv = new Iv(_random.Next());
        var packet = default(ChatMessage);
        packet.Seal(_cipher, in iv, _plaintext, _sealed);
        return packet.Content.Length;
    }

    public int SealMessage()
    {
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        var packet = default(ChatMessage);
        packet.Seal(_cipher, _messageMac, _request, AssociatedData.InConnection(in _authenticatorIv, _count++, associated), _plaintext, _sealed);
        return packet.Content.Length;
    }

    public int SealMessageByHmac()
    {
        Iv iv = Hmac(MessageFront);
        var packet = default(ChatMessage);
        packet.Seal(_cipher, in iv, _plaintext, _sealed);
        return packet.Content.Length;
    }

    public bool OpenMessageUnauthenticated()
    {
        var packet = new ChatMessage { Iv = _messageIv, Content = _sealedMessage };
        return packet.TryOpen(_cipher, _opened, out _);
    }

    public Opening OpenMessage()
    {
        var packet = new ChatMessage { Iv = _messageIv, Content = _sealedMessage };
        return packet.TryOpen(_cipher, _messageMac, _request, _associated, _opened, out _);
    }

    public bool OpenMessageByHmac()
    {
        var packet = new ChatMessage { Iv = _messageIv, Content = _sealedMessage };
        Iv iv = Hmac(MessageFront);
        return CryptographicOperations.FixedTimeEquals(iv.Bytes, _messageIv.Bytes) | packet.TryOpen(_cipher, _opened, out _);
    }

    public int SealEventUnauthenticated()
    {
        var iv = new Iv(_random.Next());
        var packet = default(RoomEvent);
        packet.Seal(_cipher, in iv, _plaintext, _sealed);
        return packet.Content.Length;
    }

    public int SealEvent()
    {
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        var packet = default(RoomEvent);
        packet.Seal(_cipher, _eventMac, _response, AssociatedData.InConnection(in _authenticatorIv, _count++, associated), _plaintext, _sealed);
        return packet.Content.Length;
    }

    public int SealEventByHmac()
    {
        Iv iv = Hmac(EventFront);
        var packet = default(RoomEvent);
        packet.Seal(_cipher, in iv, _plaintext, _sealed);
        return packet.Content.Length;
    }

    public bool OpenEventUnauthenticated()
    {
        var packet = new RoomEvent { Iv = _eventIv, Content = _sealedEvent };
        return packet.TryOpen(_cipher, _opened, out _);
    }

    public Opening OpenEvent()
    {
        var packet = new RoomEvent { Iv = _eventIv, Content = _sealedEvent };
        return packet.TryOpen(_cipher, _eventMac, _response, _associated, _opened, out _);
    }

    public bool OpenEventByHmac()
    {
        var packet = new RoomEvent { Iv = _eventIv, Content = _sealedEvent };
        Iv iv = Hmac(EventFront);
        return CryptographicOperations.FixedTimeEquals(iv.Bytes, _eventIv.Bytes) | packet.TryOpen(_cipher, _opened, out _);
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _messageMac.Dispose();
        _eventMac.Dispose();
    }

    // The same bytes are laid out, and as many go through.
    private Iv Hmac(int front)
    {
        Span<byte> message = _authenticated.AsSpan(0, sizeof(uint) + _associated.Length + front + _sealed.Length);
        _associated.CopyTo(message[sizeof(uint)..]);
        _plaintext.CopyTo(message[(sizeof(uint) + _associated.Length + front)..]);
        HMACSHA256.HashData(_key, message, _hash);
        return new Iv(_hash.AsSpan(0, Iv.Size));
    }
}
