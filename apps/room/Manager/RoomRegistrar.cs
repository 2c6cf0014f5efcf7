using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Room;

/// <summary>Registers rooms with their KDCs, however long that takes.</summary>
/// <param name="settings">What was asked for.</param>
/// <param name="pool">Keeps what registration gives.</param>
/// <param name="tap">Is shown every byte, or null.</param>
/// <param name="logger">Where logs go.</param>
internal sealed partial class RoomRegistrar(RoomSettings settings, RoomPool pool, IConnectionTap? tap, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<IPEndPoint, KdcLine> _lines = new();

    /// <summary>Where a room registers: what was asked for wins over what a file remembers.</summary>
    public IPEndPoint KdcOf(PooledRoom room) => settings.IsKdcGiven ? settings.Kdc : new IPEndPoint(room.KdcAddress, room.KdcPort);

    /// <summary>Registers a room. Its key is kept before the KDC has it, so that a name is never taken by a key that nobody has.</summary>
    /// <param name="room">The room; without a key it is given one.</param>
    /// <param name="from">The address and port to register from; port 0 for any.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The room as it is once registered; null if the KDC refuses it with 1601, which is said.</returns>
    public async Task<PooledRoom?> RegisterAsync(PooledRoom room, IPEndPoint from, CancellationToken cancellation)
    {
        IPEndPoint kdc = KdcOf(room);
        KeyMaterial key = room.Key ?? KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
        room = room with { KdcAddress = kdc.Address, KdcPort = (ushort)kdc.Port, Key = key };
        KdcLine line = _lines.GetOrAdd(kdc, _ => new KdcLine(kdc, logger, TimeProvider.System));
        var backOff = new BackOff(FirstWait, LongestWait, Random.Shared);
        string? said = null;
        while (true)
        {
            try
            {
                pool.Put(room);
                (RoomIdentity identity, IPEndPoint seen) = await line.AskAsync(
                    patience => RoomRegistration.RegisterAsync(kdc, room.ServiceName, key, from, room.ConnectionProtocol == "udp", patience, tap), cancellation);
                room = room with { Id = identity.Id, Port = (ushort)seen.Port, ListenAddress = IsChosen(from.Address) ? from.Address : null, IsRegistered = true };
                pool.PutWhenPossible(room);
                return room;
            }
            catch (RequestRefusedException e) when (e.Code == RegistrationFailure.Code)
            {
                LogRefused(logger, e.Message);
                return null;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                string reason = e is SocketException ? $"{from} cannot be used ({e.Message})" : e.Message;
                if (said != reason)
                    LogNotRegistered(logger, DisplayText.Quote(room.ServiceName.Utf8), reason);
                said = reason;
            }

            await Task.Delay(backOff.Next(), cancellation);
        }
    }

    private static bool IsChosen(IPAddress address) => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    [LoggerMessage(2, LogLevel.Warning, "{Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Error, "The room {Room} is not registered yet, and is tried again: {Reason}")]
    private static partial void LogNotRegistered(ILogger logger, string room, string reason);
}
