using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Storage;

namespace KerberosGen.Room;

/// <summary>
/// Where new rooms register from, and so serve: with <c>--listen</c> the first ports from the one given that no room of the
/// pool has; any otherwise. Use it from any number of threads.
/// </summary>
/// <param name="listen">What <c>--listen</c> says, or null.</param>
/// <param name="pool">The rooms of the pool.</param>
internal sealed class ListenPorts(IPEndPoint? listen, IReadOnlyList<PooledRoom> pool)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [.. pool.Select(static room => (int?)room.Port).OfType<int>()];

    /// <summary>The next place.</summary>
    /// <param name="kdc">Where the room registers.</param>
    /// <exception cref="InvalidOperationException">There is none from which that KDC can be reached.</exception>
    public IPEndPoint Take(IPEndPoint kdc)
    {
        if (listen is null)
            return new IPEndPoint(kdc.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        if (listen.AddressFamily != kdc.AddressFamily)
            throw new InvalidOperationException($"--listen {listen}: the KDC at {kdc} cannot be reached from there, one is IPv4 and the other IPv6.");
        if (listen.Port == 0)
            return listen;
        lock (_gate)
        {
            int port = listen.Port;
            while (!_taken.Add(port))
                port++;
            return port <= IPEndPoint.MaxPort
                ? new IPEndPoint(listen.Address, port)
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"--listen {listen}: there are not enough ports up to {IPEndPoint.MaxPort} for all rooms."));
        }
    }

    /// <summary>Gives a place back that was not used.</summary>
    public void Return(IPEndPoint place)
    {
        lock (_gate)
            _taken.Remove(place.Port);
    }
}
