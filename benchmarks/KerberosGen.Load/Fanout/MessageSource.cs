using System.Buffers;
using System.Buffers.Text;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Fanout;

/// <summary>The sender's messages: 100 bytes of plaintext that follow from a number, sealed with its session key under synthetic IVs.</summary>
internal sealed class MessageSource : IDisposable
{
    /// <summary>Bytes of a message's plaintext.</summary>
    public const int PlaintextSize = 100;

    /// <summary>Bytes of a message on its way to the room, with the header.</summary>
    public static readonly int RequestSize = RequestHeader.Size + ChatMessage.MinSize + ChatMessage.SealedContentSize(PlaintextSize);

    private const int NumberAt = 8;
    private const int Digits = 8;

    private readonly RequestHeader _header;
    private readonly AesCbc _cipher;
    private readonly AesCmac _mac;
    private readonly Iv _authenticatorIv;
    private readonly byte[] _plaintext = new byte[PlaintextSize];
    private readonly byte[] _sealed = new byte[ChatMessage.SealedContentSize(PlaintextSize)];
    private ulong _written;

    /// <summary>Begins with the first message of a connection.</summary>
    /// <param name="sender">The client.</param>
    /// <param name="sessionKey">32 bytes.</param>
    /// <param name="authenticatorIv">The IV of the connection's authenticator.</param>
    public MessageSource(PrincipalId sender, ReadOnlySpan<byte> sessionKey, Iv authenticatorIv)
    {
        _header = new RequestHeader { ClientId = sender, Version = ProtocolLimits.Version };
        _cipher = new AesCbc(sessionKey);
        _mac = SyntheticIvKey.Derive(sessionKey, SyntheticIvKey.Message);
        _authenticatorIv = authenticatorIv;
        WritePlaintext(0, _plaintext);
    }

    /// <summary>Writes a message's plaintext: <see cref="PlaintextSize"/> bytes.</summary>
    public static void WritePlaintext(uint number, Span<byte> plaintext)
    {
        plaintext[..PlaintextSize].Fill((byte)'.');
        "sender: "u8.CopyTo(plaintext);
        Utf8Formatter.TryFormat(number, plaintext.Slice(NumberAt, Digits), out _, new StandardFormat('x', Digits));
    }

    /// <summary>Writes a request: <see cref="RequestSize"/> bytes.</summary>
    public void Write(uint number, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(number, _plaintext.AsSpan(NumberAt, Digits), out _, new StandardFormat('x', Digits));
        var packet = default(ChatMessage);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        packet.Seal(_cipher, _mac, _header, AssociatedData.InConnection(in _authenticatorIv, _written++, associated), _plaintext, _sealed);
        Frame.Write(destination, _header, in packet);
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _mac.Dispose();
    }
}
