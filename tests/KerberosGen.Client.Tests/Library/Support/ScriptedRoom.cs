using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Hosting.Tests.RoomModel;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Client.Tests.Library;

/// <summary>Something that listens where a room should, and answers as a test says: one script for each connection, the last for all that follow.</summary>
internal sealed class ScriptedRoom : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<ScriptedPeer, Task>[] _scripts;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _peers = [];
    private readonly Task _accepting;

    public ScriptedRoom(params Func<ScriptedPeer, Task>[] scripts)
    {
        _scripts = scripts;
        _listener.Start();
        _accepting = AcceptAsync();
        PrincipalId client = Passes.NewId();
        RoomIdentity identity = Passes.NewRoom();
        SessionTicket ticket = Passes.TicketOf(client, identity);
        Ticket = new RoomTicket(new PrincipalName("ann"), client, new ServiceInfo(identity.Id, identity.Name, (IPEndPoint)_listener.LocalEndpoint), ticket);
        Tickets = new GivenTickets(() => Ticket);
    }

    public RoomTicket Ticket { get; }

    public GivenTickets Tickets { get; }

    /// <summary>The number of the last joined.</summary>
    public ulong LastJoined { get; set; }

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    /// <summary>An answer without a payload.</summary>
    public static byte[] Answer(ushort code, byte version = 24, uint size = 0)
    {
        byte[] answer = [version, 0, 0, 0, 0, 0, 0];
        BitConverter.TryWriteBytes(answer.AsSpan(1), code);
        BitConverter.TryWriteBytes(answer.AsSpan(3), size);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_peers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient peer = await _listener.AcceptTcpClientAsync(_end.Token);
            Func<ScriptedPeer, Task> script = _scripts[Math.Min(Connections++, _scripts.Length - 1)];
            _peers.Add(PlayAsync(peer, script));
        }
    }

    private async Task PlayAsync(TcpClient peer, Func<ScriptedPeer, Task> script)
    {
        using (peer)
            await script(new ScriptedPeer(this, peer.GetStream(), _end.Token));
    }
}
