using System.Buffers.Binary;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Reference;

public static partial class ReferenceCodec
{
    public static byte[] Pack(Authenticator packet)
    {
        byte[] bytes = new byte[128];
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Version.Bytes.CopyTo(bytes.AsSpan(16, 16));
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(32, 32));
        packet.ServiceId.Bytes.CopyTo(bytes.AsSpan(64, 32));
        packet.CreatedAt.Bytes.CopyTo(bytes.AsSpan(96, 32));
        return bytes;
    }

    public static Authenticator Authenticator(ReadOnlySpan<byte> bytes) => new()
    {
        Iv = new Iv(bytes[..16]),
        Version = new Ciphertext16(bytes[16..32]),
        ClientId = new Ciphertext32(bytes[32..64]),
        ServiceId = new Ciphertext32(bytes[64..96]),
        CreatedAt = new Ciphertext32(bytes[96..128]),
    };

    public static byte[] Pack(EncryptedKey packet)
    {
        byte[] bytes = new byte[64];
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Nonce.Bytes.CopyTo(bytes.AsSpan(16, 16));
        packet.SessionKey.Bytes.CopyTo(bytes.AsSpan(32, 32));
        return bytes;
    }

    public static EncryptedKey EncryptedKey(ReadOnlySpan<byte> bytes) => new()
    {
        Iv = new Iv(bytes[..16]),
        Nonce = new Ciphertext16(bytes[16..32]),
        SessionKey = new Ciphertext32(bytes[32..64]),
    };

    public static byte[] Pack(OriginalEncryptedKey packet)
    {
        byte[] bytes = new byte[80];
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Nonce.Bytes.CopyTo(bytes.AsSpan(16, 16));
        packet.SessionKey.Bytes.CopyTo(bytes.AsSpan(32, 48));
        return bytes;
    }

    public static OriginalEncryptedKey OriginalEncryptedKey(ReadOnlySpan<byte> bytes) => new()
    {
        Iv = new Iv(bytes[..16]),
        Nonce = new Ciphertext16(bytes[16..32]),
        SessionKey = new Ciphertext48(bytes[32..80]),
    };

    public static byte[] Pack(Ticket packet)
    {
        byte[] bytes = new byte[137];
        bytes[0] = packet.Version;
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(1, 16));
        packet.ServiceId.Bytes.CopyTo(bytes.AsSpan(17, 16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(33), packet.CreatedAt);
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(41, 16));
        packet.SessionKey.Bytes.CopyTo(bytes.AsSpan(57, 48));
        packet.ExpiresAt.Bytes.CopyTo(bytes.AsSpan(105, 32));
        return bytes;
    }

    public static Ticket Ticket(ReadOnlySpan<byte> bytes) => new()
    {
        Version = bytes[0],
        ClientId = new PrincipalId(bytes[1..17]),
        ServiceId = new PrincipalId(bytes[17..33]),
        CreatedAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[33..]),
        Iv = new Iv(bytes[41..57]),
        SessionKey = new Ciphertext48(bytes[57..105]),
        ExpiresAt = new Ciphertext32(bytes[105..137]),
    };

    public static byte[] Pack(OriginalTicket packet)
    {
        byte[] bytes = new byte[161];
        bytes[0] = packet.Version;
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(1, 16));
        packet.ServiceId.Bytes.CopyTo(bytes.AsSpan(17, 16));
        packet.CreatedAt.Bytes.CopyTo(bytes.AsSpan(33, 32));
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(65, 16));
        packet.SessionKey.Bytes.CopyTo(bytes.AsSpan(81, 48));
        packet.ExpiresAt.Bytes.CopyTo(bytes.AsSpan(129, 32));
        return bytes;
    }

    public static OriginalTicket OriginalTicket(ReadOnlySpan<byte> bytes) => new()
    {
        Version = bytes[0],
        ClientId = new PrincipalId(bytes[1..17]),
        ServiceId = new PrincipalId(bytes[17..33]),
        CreatedAt = new Ciphertext32(bytes[33..65]),
        Iv = new Iv(bytes[65..81]),
        SessionKey = new Ciphertext48(bytes[81..129]),
        ExpiresAt = new Ciphertext32(bytes[129..161]),
    };

    public static byte[] Pack(ServiceEntry packet)
    {
        byte[] bytes = new byte[277];
        packet.ServiceId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Name.Bytes.CopyTo(bytes.AsSpan(16, 255));
        packet.Address.Bytes.CopyTo(bytes.AsSpan(271, 4));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(275), packet.Port);
        return bytes;
    }

    public static ServiceEntry ServiceEntry(ReadOnlySpan<byte> bytes) => new()
    {
        ServiceId = new PrincipalId(bytes[..16]),
        Name = Domain.Of<PrincipalName>(bytes[16..271]),
        Address = new IPv4Address(bytes[271..275]),
        Port = BinaryPrimitives.ReadUInt16LittleEndian(bytes[275..]),
    };

    public static byte[] Pack(MemberEntry packet)
    {
        byte[] bytes = new byte[279];
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Name.Bytes.CopyTo(bytes.AsSpan(16, 255));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(271), packet.JoinedAt);
        return bytes;
    }

    public static MemberEntry MemberEntry(ReadOnlySpan<byte> bytes) => new()
    {
        ClientId = new PrincipalId(bytes[..16]),
        Name = Domain.Of<PrincipalName>(bytes[16..271]),
        JoinedAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[271..]),
    };
}
