using System.Buffers.Binary;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Reference;

public static partial class ReferenceCodec
{
    public static byte[] Pack(ClientRegistration packet)
    {
        byte[] bytes = new byte[510];
        packet.Name.Bytes.CopyTo(bytes.AsSpan(0, 255));
        packet.Password.Bytes.CopyTo(bytes.AsSpan(255, 255));
        return bytes;
    }

    public static ClientRegistration ClientRegistration(ReadOnlySpan<byte> bytes) => new()
    {
        Name = Domain.Of<PrincipalName>(bytes[..255]),
        Password = Domain.Of<Password>(bytes[255..510]),
    };

    public static byte[] Pack(ServiceRegistration packet)
    {
        byte[] bytes = new byte[287];
        packet.Name.Bytes.CopyTo(bytes.AsSpan(0, 255));
        packet.Key.Bytes.CopyTo(bytes.AsSpan(255, 32));
        return bytes;
    }

    public static ServiceRegistration ServiceRegistration(ReadOnlySpan<byte> bytes) => new()
    {
        Name = Domain.Of<PrincipalName>(bytes[..255]),
        Key = new AesKey(bytes[255..287]),
    };

    public static byte[] Pack(TicketRequest packet)
    {
        byte[] bytes = new byte[24];
        packet.ServiceId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        packet.Nonce.Bytes.CopyTo(bytes.AsSpan(16, 8));
        return bytes;
    }

    public static TicketRequest TicketRequest(ReadOnlySpan<byte> bytes) => new()
    {
        ServiceId = new PrincipalId(bytes[..16]),
        Nonce = new Nonce(bytes[16..24]),
    };

    public static byte[] Pack(SymmetricKeyRequest packet)
    {
        byte[] bytes = new byte[265];
        Pack(packet.Authenticator).CopyTo(bytes, 0);
        Pack(packet.Ticket).CopyTo(bytes, 128);
        return bytes;
    }

    public static SymmetricKeyRequest SymmetricKeyRequest(ReadOnlySpan<byte> bytes) => new()
    {
        Authenticator = Authenticator(bytes[..128]),
        Ticket = Ticket(bytes[128..265]),
    };

    public static byte[] Pack(OriginalSymmetricKeyRequest packet)
    {
        byte[] bytes = new byte[289];
        Pack(packet.Authenticator).CopyTo(bytes, 0);
        Pack(packet.Ticket).CopyTo(bytes, 128);
        return bytes;
    }

    public static OriginalSymmetricKeyRequest OriginalSymmetricKeyRequest(ReadOnlySpan<byte> bytes) => new()
    {
        Authenticator = Authenticator(bytes[..128]),
        Ticket = OriginalTicket(bytes[128..289]),
    };

    public static byte[] Pack(OwnedChatMessage packet)
    {
        byte[] content = packet.Content.Items;
        byte[] bytes = new byte[20 + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)content.Length);
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(4, 16));
        content.CopyTo(bytes, 20);
        return bytes;
    }

    public static OwnedChatMessage ChatMessage(ReadOnlySpan<byte> bytes)
    {
        int size = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return new(new Iv(bytes[4..20]), new(bytes.Slice(20, size).ToArray()));
    }

    public static byte[] Pack(OwnedSubscribeRequest packet)
    {
        byte[] name = packet.DisplayName.Items;
        byte[] bytes = new byte[26 + name.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, packet.Since);
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(8, 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(24), (ushort)name.Length);
        name.CopyTo(bytes, 26);
        return bytes;
    }

    public static OwnedSubscribeRequest SubscribeRequest(ReadOnlySpan<byte> bytes)
    {
        int size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[24..]);
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes), new Iv(bytes[8..24]), new(bytes.Slice(26, size).ToArray()));
    }
}
