using System.Buffers.Binary;

namespace KerberosGen.Packets.Tests.Reference;

/// <summary>
/// A second implementation of the layouts, written from the protocol's tables by hand: plain offsets, nothing of the
/// generator's. The generated code must agree with it on any value.
/// </summary>
public static partial class ReferenceCodec
{
    public static byte[] Pack(RequestHeader header)
    {
        byte[] bytes = new byte[23];
        header.ClientId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        bytes[16] = header.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(17), header.Code);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(19), header.PayloadSize);
        return bytes;
    }

    public static RequestHeader RequestHeader(ReadOnlySpan<byte> bytes) => new()
    {
        ClientId = new PrincipalId(bytes[..16]),
        Version = bytes[16],
        Code = BinaryPrimitives.ReadUInt16LittleEndian(bytes[17..]),
        PayloadSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[19..]),
    };

    public static byte[] Pack(ResponseHeader header)
    {
        byte[] bytes = new byte[7];
        bytes[0] = header.Version;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), header.Code);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(3), header.PayloadSize);
        return bytes;
    }

    public static ResponseHeader ResponseHeader(ReadOnlySpan<byte> bytes) => new()
    {
        Version = bytes[0],
        Code = BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]),
        PayloadSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[3..]),
    };
}
