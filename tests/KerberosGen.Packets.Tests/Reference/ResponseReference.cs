using System.Buffers.Binary;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Reference;

public static partial class ReferenceCodec
{
    public static byte[] Pack(RegistrationSuccess packet) => packet.Id.Bytes.ToArray();

    public static RegistrationSuccess RegistrationSuccess(ReadOnlySpan<byte> bytes) => new() { Id = new PrincipalId(bytes) };

    public static byte[] Pack(TicketResponse packet)
    {
        byte[] bytes = new byte[217];
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        Pack(packet.EncryptedKey).CopyTo(bytes, 16);
        Pack(packet.Ticket).CopyTo(bytes, 80);
        return bytes;
    }

    public static TicketResponse TicketResponse(ReadOnlySpan<byte> bytes) => new()
    {
        ClientId = new PrincipalId(bytes[..16]),
        EncryptedKey = EncryptedKey(bytes[16..80]),
        Ticket = Ticket(bytes[80..217]),
    };

    public static byte[] Pack(OriginalTicketResponse packet)
    {
        byte[] bytes = new byte[257];
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(0, 16));
        Pack(packet.EncryptedKey).CopyTo(bytes, 16);
        Pack(packet.Ticket).CopyTo(bytes, 96);
        return bytes;
    }

    public static OriginalTicketResponse OriginalTicketResponse(ReadOnlySpan<byte> bytes) => new()
    {
        ClientId = new PrincipalId(bytes[..16]),
        EncryptedKey = OriginalEncryptedKey(bytes[16..96]),
        Ticket = OriginalTicket(bytes[96..257]),
    };

    public static byte[] Pack(OwnedServiceList packet) => [.. packet.Services.Items.SelectMany(Pack)];

    public static OwnedServiceList ServiceList(ReadOnlySpan<byte> bytes)
    {
        var services = new ServiceEntry[bytes.Length / 277];
        for (int i = 0; i < services.Length; i++)
            services[i] = ServiceEntry(bytes.Slice(i * 277, 277));
        return new(new OwnedArray<ServiceEntry>(services));
    }

    public static byte[] Pack(OwnedMembers packet) => [.. packet.Members.Items.SelectMany(Pack)];

    public static OwnedMembers Members(ReadOnlySpan<byte> bytes)
    {
        var members = new MemberEntry[bytes.Length / 279];
        for (int i = 0; i < members.Length; i++)
            members[i] = MemberEntry(bytes.Slice(i * 279, 279));
        return new(new OwnedArray<MemberEntry>(members));
    }

    public static byte[] Pack(OwnedRoomEvent packet)
    {
        byte[] content = packet.Content.Items;
        byte[] bytes = new byte[53 + content.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, packet.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), packet.Time);
        bytes[16] = (byte)packet.Kind;
        packet.ClientId.Bytes.CopyTo(bytes.AsSpan(17, 16));
        packet.Iv.Bytes.CopyTo(bytes.AsSpan(33, 16));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(49), (uint)content.Length);
        content.CopyTo(bytes, 53);
        return bytes;
    }

    public static OwnedRoomEvent RoomEvent(ReadOnlySpan<byte> bytes)
    {
        int size = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[49..]);
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            (EventKind)bytes[16],
            new PrincipalId(bytes[17..33]),
            new Iv(bytes[33..49]),
            new(bytes.Slice(53, size).ToArray()));
    }
}
