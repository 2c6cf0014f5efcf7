using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Load.Populations;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Load.Servers;

/// <summary>The room's server by itself, without the app around it: no screen, no log, any store, and no limits.</summary>
internal static class RoomHost
{
    /// <summary>Serves until the token is cancelled.</summary>
    /// <param name="service">Which service of every population it is.</param>
    /// <param name="store">What it keeps; disposed with it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(int service, IRoomStore store, CancellationToken cancellation)
    {
        using IRoomStore kept = store;
        PrincipalName.TryCreate(Population.NameOfService(service), out PrincipalName name);
        byte[] key = new byte[AesKey.Size];
        Population.KeyOfService(service, key);
        var options = new RoomOptions { MessageRate = Rate.Unlimited, MaxMembers = int.MaxValue };
        var observer = new NobodyWatches();
        var door = new RoomDoor(new RoomIdentity(Population.IdOfService(service), name, new KeyMaterial(key)), options, TimeProvider.System);
        var room = new RoomWriter(new ChatRoom(options, store, observer, TimeProvider.System), TimeProvider.System);
        await using RoomServer server = RoomServer.Start(
            door, room, new IPEndPoint(IPAddress.Loopback, 0), observer, new ServerLimits { MaxConnections = int.MaxValue }, tap: null, NullLoggerFactory.Instance);
        Console.WriteLine($"Room ready on {server.EndPoint}");
        try
        {
            await room.Completion.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private sealed class NobodyWatches : IRoomObserver
    {
        public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
        {
        }

        public void Happened(RoomEventRecord happened)
        {
        }

        public void Refused(EndPoint peer, string reason)
        {
        }

        public void Ended(EndPoint peer, PrincipalId client, string reason) => Console.Error.WriteLine($"{client} was put out: {reason}");

        public void Moderated(ModerationAct act, string words)
        {
        }
    }
}
