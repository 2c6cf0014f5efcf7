using System.Net;

namespace KerberosGen.Inspection.Captures;

/// <summary>One direction between two endpoints, or one datagram that travels in fragments.</summary>
/// <param name="Addresses">Who sends, and to whom.</param>
/// <param name="Number">The sender's port in the upper half and the receiver's in the lower; of a fragment, its identification.</param>
/// <param name="Protocol">What it is, by IP's number: 6 for TCP, 17 for UDP.</param>
internal readonly record struct FlowKey(AddressPair Addresses, uint Number, byte Protocol)
{
    public ushort SourcePort => (ushort)(Number >> 16);

    public ushort DestinationPort => (ushort)Number;

    public FlowKey Reversed => new(Addresses.Reversed, (Number << 16) | (Number >> 16), Protocol);

    public IPEndPoint Source => new(Addresses.Source, SourcePort);

    public IPEndPoint Destination => new(Addresses.Destination, DestinationPort);

    public bool Equals(FlowKey other) => Number == other.Number && Protocol == other.Protocol && Addresses.Equals(other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Addresses, Number);
}
