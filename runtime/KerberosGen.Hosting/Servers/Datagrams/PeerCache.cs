using System.Net;

namespace KerberosGen.Hosting;

/// <summary>The end points of recent peers, so that a datagram from one of them makes none. For one thread.</summary>
internal sealed class PeerCache(IPEndPoint template)
{
    private const int Size = 4096;

    private readonly (SocketAddress? Address, IPEndPoint? Peer)[] _peers = new (SocketAddress?, IPEndPoint?)[Size];

    /// <summary>The end point of an address, as IPv4 where it is one.</summary>
    public IPEndPoint PeerAt(SocketAddress address)
    {
        ref (SocketAddress? Address, IPEndPoint? Peer) known = ref _peers[address.GetHashCode() & (Size - 1)];
        if (!address.Equals(known.Address))
        {
            var copy = new SocketAddress(address.Family, address.Size);
            address.Buffer.Span[..address.Size].CopyTo(copy.Buffer.Span);
            known = (copy, ServedConnection.Normalized((IPEndPoint)template.Create(address)));
        }

        return known.Peer!;
    }
}
