using System.Buffers.Binary;
using System.Net;
using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>A sender's and a receiver's IP address, to compare and to look up without allocating.</summary>
internal readonly struct AddressPair : IEquatable<AddressPair>
{
    private readonly ulong _sourceHigh;
    private readonly ulong _sourceLow;
    private readonly ulong _destinationHigh;
    private readonly ulong _destinationLow;

    public AddressPair(in IPv4Header header)
    {
        _sourceLow = BinaryPrimitives.ReadUInt32BigEndian(header.Source.Bytes);
        _destinationLow = BinaryPrimitives.ReadUInt32BigEndian(header.Destination.Bytes);
    }

    public AddressPair(in IPv6Header header)
    {
        IsIPv6 = true;
        _sourceHigh = BinaryPrimitives.ReadUInt64BigEndian(header.Source.Bytes);
        _sourceLow = BinaryPrimitives.ReadUInt64BigEndian(header.Source.Bytes[8..]);
        _destinationHigh = BinaryPrimitives.ReadUInt64BigEndian(header.Destination.Bytes);
        _destinationLow = BinaryPrimitives.ReadUInt64BigEndian(header.Destination.Bytes[8..]);
    }

    private AddressPair(in AddressPair other)
    {
        IsIPv6 = other.IsIPv6;
        _sourceHigh = other._destinationHigh;
        _sourceLow = other._destinationLow;
        _destinationHigh = other._sourceHigh;
        _destinationLow = other._sourceLow;
    }

    public bool IsIPv6 { get; }

    public AddressPair Reversed => new(this);

    public IPAddress Source => AddressOf(_sourceHigh, _sourceLow);

    public IPAddress Destination => AddressOf(_destinationHigh, _destinationLow);

    public bool Equals(AddressPair other) =>
        _sourceLow == other._sourceLow && _destinationLow == other._destinationLow
        && _sourceHigh == other._sourceHigh && _destinationHigh == other._destinationHigh && IsIPv6 == other.IsIPv6;

    public override bool Equals(object? obj) => obj is AddressPair other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_sourceLow, _destinationLow, _sourceHigh, _destinationHigh);

    private IPAddress AddressOf(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new IPAddress(IsIPv6 ? bytes : bytes[12..]);
    }
}
