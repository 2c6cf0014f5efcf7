using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>A client written from the seed's tables alone: plain sockets, plain offsets, the platform's cipher.</summary>
internal sealed class SeedClient(SeedLayout layout, string name, string password)
{
    private byte[] _id = new byte[16];
    private byte[] _sessionKey = [];
    private byte[] _ticket = [];
    private byte[] _service = [];

    /// <summary>Diagram 1.</summary>
    public void Register(Socket kdc) =>
        _id = SeedWire.Ask(kdc, SeedWire.Request(_id, 1024, [.. SeedWire.Text(name), .. SeedWire.Text(password)]), 1600, 16);

    /// <summary>Diagram 2: the address of the only room, which must have this name.</summary>
    public IPEndPoint FindRoom(Socket kdc, string room)
    {
        byte[] entry = SeedWire.Ask(kdc, SeedWire.Request(_id, 1026), 1602, 277);
        Assert.Equal(SeedWire.Text(room), entry[16..271]);
        _service = entry[..16];
        return new IPEndPoint(new IPAddress(entry[271..275]), entry[275] | (entry[276] << 8));
    }

    /// <summary>Diagram 3.</summary>
    public void GetTicket(Socket kdc)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(8);
        byte[] answer = SeedWire.Ask(
            kdc, SeedWire.Request(_id, 1027, [.. _service, .. nonce]), 1603, 16 + layout.EncryptedKeySize + layout.TicketSize);
        Assert.Equal(_id, answer[..16]);
        byte[] passwordHash = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        byte[] iv = answer[16..32], sealedNonce = answer[32..48], sealedKey = answer[48..(16 + layout.EncryptedKeySize)];
        Assert.Equal(nonce, SeedCipher.Open(passwordHash, iv, sealedNonce));
        _sessionKey = SeedCipher.Open(passwordHash, iv, sealedKey, layout.IsOriginal ? PaddingMode.PKCS7 : PaddingMode.None);
        Assert.Equal(32, _sessionKey.Length);
        _ticket = answer[(16 + layout.EncryptedKeySize)..];
        Assert.Equal([24, .. _id, .. _service], _ticket[..33]);
    }

    /// <summary>Diagram 4.</summary>
    public void Enter(Socket room) => Assert.Empty(SeedWire.Ask(room, TicketRequest(), 1604, 0));

    /// <summary>Diagram 5.</summary>
    public void Say(Socket room, string text) => Assert.Empty(SeedWire.Ask(room, Message($"{name}: {text}"), 1605, 0));

    /// <summary>Takes what a ticket's answer brought elsewhere.</summary>
    public void Take(byte[] id, byte[] service, byte[] sessionKey, byte[] ticket) => (_id, _service, _sessionKey, _ticket) = (id, service, sessionKey, ticket);

    /// <summary>The bytes of a 1029.</summary>
    public byte[] Message(string text)
    {
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        byte[] content = SeedCipher.Seal(_sessionKey, iv, Encoding.UTF8.GetBytes(text));
        return SeedWire.Request(_id, 1029, [.. SeedWire.Size(content.Length), .. iv, .. content]);
    }

    public byte[] TicketRequest()
    {
        byte[] iv = RandomNumberGenerator.GetBytes(16);
        return SeedWire.Request(
            _id,
            1028,
            [
                .. iv,
                .. SeedCipher.Seal(_sessionKey, iv, "24"u8.ToArray()),
                .. SeedCipher.Seal(_sessionKey, iv, _id),
                .. SeedCipher.Seal(_sessionKey, iv, _service),
                .. SeedCipher.Seal(_sessionKey, iv, SeedCipher.Now()),
                .. _ticket,
            ]);
    }
}
