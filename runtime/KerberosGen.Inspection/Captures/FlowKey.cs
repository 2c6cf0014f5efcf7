using System.Buffers.Binary;
using System.Net;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>
/// One direction between two endpoints, or one datagram that travels in fragments: looked up without allocating. It is
/// filled in where it lies, since copies of what was just written in parts are slow.
/// </summary>
internal struct FlowKey : IEquatable<FlowKey>
{
    // Drawn once, so that no capture can be made whose addresses meet in one place of a table.
    private static readonly ulong SourceHighFactor = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong SourceLowFactor = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong DestinationHighFactor = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong DestinationLowFactor = (ulong)Random.Shared.NextInt64() | 1;
    private static readonly ulong NumberFactor = (ulong)Random.Shared.NextInt64() | 1;

    private const ulong IPv6Flag = 1UL << 40;

    private ulong _sourceHigh;
    private ulong _sourceLow;
    private ulong _destinationHigh;
    private ulong _destinationLow;

    // The number in the low 32 bits, the protocol in the 8 above.
    private ulong _rest;

    public readonly bool IsIPv6 => (_rest & IPv6Flag) != 0;

    /// <summary>What it is, by IP's number: 6 for TCP, 17 for UDP.</summary>
    public readonly byte Protocol => (byte)(_rest >> 32);

    public readonly ushort SourcePort => (ushort)(_rest >> 16);

    public readonly ushort DestinationPort => (ushort)_rest;

    public readonly IPEndPoint Source => new(AddressOf(_sourceHigh, _sourceLow), SourcePort);

    public readonly IPEndPoint Destination => new(AddressOf(_destinationHigh, _destinationLow), DestinationPort);

    public readonly FlowKey Reversed => new()
    {
        _sourceHigh = _destinationHigh,
        _sourceLow = _destinationLow,
        _destinationHigh = _sourceHigh,
        _destinationLow = _sourceLow,
        _rest = (_rest & ~(ulong)uint.MaxValue) | ((uint)_rest << 16) | ((uint)_rest >> 16),
    };

    public void SetAddresses(in IPv4Header header)
    {
        _sourceLow = BinaryPrimitives.ReadUInt32BigEndian(header.Source.Bytes);
        _destinationLow = BinaryPrimitives.ReadUInt32BigEndian(header.Destination.Bytes);
    }

    public void SetAddresses(in IPv6Header header)
    {
        _sourceHigh = BinaryPrimitives.ReadUInt64BigEndian(header.Source.Bytes);
        _sourceLow = BinaryPrimitives.ReadUInt64BigEndian(header.Source.Bytes[8..]);
        _destinationHigh = BinaryPrimitives.ReadUInt64BigEndian(header.Destination.Bytes);
        _destinationLow = BinaryPrimitives.ReadUInt64BigEndian(header.Destination.Bytes[8..]);
        _rest = IPv6Flag;
    }

    public void SetPorts(byte protocol, ushort source, ushort destination) => SetNumber(protocol, ((uint)source << 16) | destination);

    /// <summary>Says which datagram between the two it is.</summary>
    public void SetNumber(byte protocol, uint number) => _rest = (_rest & IPv6Flag) | ((ulong)protocol << 32) | number;

    public readonly bool Equals(FlowKey other) => Matches(other);

    public readonly bool Matches(in FlowKey other) =>
        _rest == other._rest && _sourceLow == other._sourceLow && _destinationLow == other._destinationLow
        && _sourceHigh == other._sourceHigh && _destinationHigh == other._destinationHigh;

    public override readonly bool Equals(object? obj) => obj is FlowKey other && Matches(other);

    public override readonly int GetHashCode() => (int)(((_sourceHigh * SourceHighFactor) + (_sourceLow * SourceLowFactor)
        + (_destinationHigh * DestinationHighFactor) + (_destinationLow * DestinationLowFactor) + (_rest * NumberFactor)) >> 32);

    private readonly IPAddress AddressOf(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new IPAddress(IsIPv6 ? bytes : bytes[12..]);
    }
}
