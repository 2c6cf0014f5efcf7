using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Load.Fanout;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Tests;

/// <summary>A room that says to one guest what a test wants it to say, over a real socket.</summary>
internal sealed class ScriptedRoom : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Pass _pass;
    private readonly Socket _peer;
    private readonly AesCbc _cipher;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public ScriptedRoom()
    {
        byte[] id = new byte[PrincipalId.Size];
        id.AsSpan().Fill(7);
        var key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        _cipher = new AesCbc(key.Bytes);
        _pass = new Pass(new PrincipalId(id), new SessionTicket(default, key, default, new byte[Ticket.Size]));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Guest = new Guest(0, _pass, (IPEndPoint)_listener.LocalEndPoint!);
        _peer = _listener.Accept();
    }

    public Guest Guest { get; }

    /// <summary>Messages that the guest was found to have received.</summary>
    public Counted Deliveries { get; } = new();

    /// <summary>Sends events in one write and lets the guest take them.</summary>
    public void Tell(params (ulong Sequence, EventKind Kind, string Text)[] events)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach ((ulong sequence, EventKind kind, string text) in events)
        {
            byte[] plaintext = System.Text.Encoding.UTF8.GetBytes(text);
            byte[] content = new byte[RoomEvent.SealedContentSize(plaintext.Length)];
            var happened = new RoomEvent { Sequence = sequence, Kind = kind, ClientId = _pass.Client };
            happened.Seal(_cipher, default, plaintext, content);
            Frame.Write(output, new ResponseHeader { Version = ProtocolLimits.Version }, in happened);
        }

        Write(output.WrittenSpan);
    }

    /// <summary>Sends bytes, in writes of so many, and lets the guest take each.</summary>
    public void Write(ReadOnlySpan<byte> bytes, int atOnce = int.MaxValue)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int size = Math.Min(atOnce, bytes.Length - at);
            _peer.Send(bytes.Slice(at, size));
            at += size;
            // What is sent on loopback has arrived.
            Guest.Take(_buffer, Deliveries, new KeptDeliveries(), 1);
        }
    }

    /// <summary>Ends the connection and lets the guest see it.</summary>
    public void End()
    {
        _peer.Shutdown(SocketShutdown.Both);
        Guest.Take(_buffer, Deliveries, new KeptDeliveries(), 1);
    }

    public void Dispose()
    {
        Guest.Dispose();
        _peer.Dispose();
        _listener.Dispose();
        _cipher.Dispose();
    }

    internal sealed class Counted : IDeliveries
    {
        public List<ulong> Sequences { get; } = [];

        public void Delivered(ulong first, int count)
        {
            for (ulong i = 0; i < (ulong)count; i++)
                Sequences.Add(first + i);
        }
    }
}
