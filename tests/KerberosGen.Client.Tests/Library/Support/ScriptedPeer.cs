using System.Buffers;
using System.Net.Sockets;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests.Library;

/// <summary>A client as a scripted room sees it.</summary>
internal sealed class ScriptedPeer(ScriptedRoom room, NetworkStream stream, CancellationToken end)
{
    private Iv _authenticatorIv;
    private ulong _events;

    /// <summary>Reads a request; its code, or 0 at the end of the connection.</summary>
    public async Task<ushort> ReadAsync()
    {
        byte[] header = new byte[RequestHeader.Size];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, end) < header.Length)
            return 0;
        byte[] payload = new byte[BitConverter.ToUInt32(header, 19)];
        await stream.ReadExactlyAsync(payload, end);
        ushort code = BitConverter.ToUInt16(header, 17);
        if (code == SymmetricKeyRequest.Code && SymmetricKeyRequest.Unpack(payload, out SymmetricKeyRequest presented).IsDone)
            _authenticatorIv = presented.Authenticator.Iv;
        return code;
    }

    public async Task SendAsync(params byte[][] packets)
    {
        foreach (byte[] packet in packets)
            await stream.WriteAsync(packet, end);
    }

    /// <summary>The connection's next event.</summary>
    public byte[] Event(ulong sequence, EventKind kind, string content, PrincipalId client = default)
    {
        byte[] plaintext = Encoding.UTF8.GetBytes(content);
        var packet = new RoomEvent { Sequence = sequence, Time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), Kind = kind, ClientId = client };
        var header = new ResponseHeader { Version = ProtocolLimits.Version };
        ReadOnlySpan<byte> key = room.Ticket.Ticket.SessionKey.Bytes;
        using var cipher = new AesCbc(key);
        using AesCmac mac = SyntheticIvKey.Derive(key, SyntheticIvKey.Event);
        Span<byte> associated = stackalloc byte[AssociatedData.InConnectionSize];
        AssociatedData.InConnection(in _authenticatorIv, _events++, associated);
        packet.Seal(cipher, mac, header, associated, plaintext, new byte[RoomEvent.SealedContentSize(plaintext.Length)]);
        var output = new ArrayBufferWriter<byte>();
        Frame.Write(output, header, in packet);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Lets the client in, subscribes it, and proves to be the room by its joined.</summary>
    /// <param name="sequence">The number of that; without it, the one after the last.</param>
    public async Task WelcomeAsync(ulong? sequence = null)
    {
        Assert.Equal(1028, await ReadAsync());
        await SendAsync(ScriptedRoom.Answer(1604));
        Assert.Equal(1030, await ReadAsync());
        room.LastJoined = sequence ?? room.LastJoined + 1;
        await SendAsync(ScriptedRoom.Answer(1604), Event(room.LastJoined, EventKind.Joined, "ann", room.Ticket.ClientId));
    }

    /// <summary>Waits for the client to go.</summary>
    public async Task WaitForEndAsync()
    {
        try
        {
            while (await ReadAsync() != 0)
            {
            }
        }
        catch (IOException)
        {
            // It went without a word.
        }
    }
}
