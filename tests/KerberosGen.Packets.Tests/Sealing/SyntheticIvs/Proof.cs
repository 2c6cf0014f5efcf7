using System.Buffers.Binary;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Sealing.SyntheticIvs;

/// <summary>All that a packet is proved with: both keys, the headers that may stand in front, the associated data.</summary>
internal sealed record Proof(byte[] Key, byte[] MacKey, byte[] ClientId, byte Version, byte[] Associated) : IDisposable
{
    private AesCbc? _cipher;
    private AesCmac? _mac;

    // A copy with another key has ciphers of its own.
    private Proof(Proof other) =>
        (Key, MacKey, ClientId, Version, Associated) = (other.Key, other.MacKey, other.ClientId, other.Version, other.Associated);

    public AesCbc Cipher => _cipher ??= new AesCbc(Key);

    public AesCmac Mac => _mac ??= new AesCmac(MacKey);

    // The packet itself says its code and size; what stands here does not count.
    public RequestHeader Request => new() { ClientId = Domain.Of<PrincipalId>(ClientId), Version = Version, Code = 9, PayloadSize = 9 };

    public ResponseHeader Response => new() { Version = Version, Code = 9, PayloadSize = 9 };

    public static Proof Of(int seed)
    {
        var random = new Random(seed);
        return new Proof(Bytes(32), Bytes(32), Bytes(16), (byte)random.Next(256), Bytes(random.Next(80)));

        byte[] Bytes(int size)
        {
            byte[] bytes = new byte[size];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    /// <summary>The header on the wire, written by hand; empty in front of a structure.</summary>
    public byte[] HeaderOf(PacketLayout packet, int payloadSize)
    {
        if (packet.Kind != PacketKind.Message)
            return [];
        byte[] end = new byte[6];
        BinaryPrimitives.WriteUInt16LittleEndian(end, packet.Code!.Value);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(2), payloadSize);
        return packet.Direction == PacketDirection.Request ? [.. ClientId, Version, .. end] : [Version, .. end];
    }

    public void Dispose()
    {
        _cipher?.Dispose();
        _mac?.Dispose();
    }
}
