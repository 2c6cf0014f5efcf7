using Google.Protobuf;
using KerberosGen.Benchmarks.Cases;
using KerberosGen.Packets;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>One packet and the serializers that are compared on it, the generated code first.</summary>
public sealed class SerializerCase
{
    private const int ContentSize = 112;
    private const int Entries = 100;

    private SerializerCase(string packet, params SerializerSide[] others)
    {
        Packet = packet;
        Sides = [SerializerSides.OfGenerated(CodecCases.All.Single(known => known.Name == packet)), .. others];
    }

    /// <summary>A small packet, a nested one, one with bytes of any number, and a list of 100 entries.</summary>
    public static IReadOnlyList<SerializerCase> All { get; } = [TicketRequest(), TicketResponse(), RoomEvent(), ServiceList()];

    /// <summary>The packet's name.</summary>
    public string Packet { get; }

    internal IReadOnlyList<SerializerSide> Sides { get; }

    public override string ToString() => Packet;

    private static SerializerCase TicketRequest()
    {
        var value = new TicketRequestValue { ServiceId = Bytes(PrincipalId.Size), Nonce = Bytes(Nonce.Size) };
        var message = new Protobuf.TicketRequest { ServiceId = ByteString.CopyFrom(value.ServiceId), Nonce = ByteString.CopyFrom(value.Nonce) };
        return new SerializerCase(
            nameof(Packets.TicketRequest),
            SerializerSides.OfBinaryWriter(value),
            SerializerSides.OfMemoryPack(value),
            SerializerSides.OfMessagePack(value),
            SerializerSides.OfProtobuf(message, Protobuf.TicketRequest.Parser));
    }

    private static SerializerCase TicketResponse()
    {
        var key = new EncryptedKeyValue { Iv = Bytes(Iv.Size), Nonce = Bytes(Ciphertext16.Size), SessionKey = Bytes(Ciphertext32.Size) };
        var ticket = new TicketValue
        {
            Version = 24,
            ClientId = Bytes(PrincipalId.Size),
            ServiceId = Bytes(PrincipalId.Size),
            CreatedAt = 1_700_000_000,
            Iv = Bytes(Iv.Size),
            SessionKey = Bytes(Ciphertext48.Size),
            ExpiresAt = Bytes(Ciphertext32.Size),
        };
        var value = new TicketResponseValue { ClientId = ticket.ClientId, EncryptedKey = key, Ticket = ticket };
        var message = new Protobuf.TicketResponse
        {
            ClientId = ByteString.CopyFrom(value.ClientId),
            EncryptedKey = new Protobuf.EncryptedKey
            {
                Iv = ByteString.CopyFrom(key.Iv),
                Nonce = ByteString.CopyFrom(key.Nonce),
                SessionKey = ByteString.CopyFrom(key.SessionKey),
            },
            Ticket = new Protobuf.Ticket
            {
                Version = ticket.Version,
                ClientId = ByteString.CopyFrom(ticket.ClientId),
                ServiceId = ByteString.CopyFrom(ticket.ServiceId),
                CreatedAt = (ulong)ticket.CreatedAt,
                Iv = ByteString.CopyFrom(ticket.Iv),
                SessionKey = ByteString.CopyFrom(ticket.SessionKey),
                ExpiresAt = ByteString.CopyFrom(ticket.ExpiresAt),
            },
        };
        return new SerializerCase(
            nameof(Packets.TicketResponse),
            SerializerSides.OfBinaryWriter(value),
            SerializerSides.OfMemoryPack(value),
            SerializerSides.OfMessagePack(value),
            SerializerSides.OfProtobuf(message, Protobuf.TicketResponse.Parser));
    }

    private static SerializerCase RoomEvent()
    {
        var value = new RoomEventValue
        {
            Sequence = 1,
            Time = 1_700_000_000_000,
            Kind = (byte)EventKind.Message,
            ClientId = Bytes(PrincipalId.Size),
            Iv = Bytes(Iv.Size),
            Content = Bytes(ContentSize),
        };
        var message = new Protobuf.RoomEvent
        {
            Sequence = value.Sequence,
            Time = (ulong)value.Time,
            Kind = value.Kind,
            ClientId = ByteString.CopyFrom(value.ClientId),
            Iv = ByteString.CopyFrom(value.Iv),
            Content = ByteString.CopyFrom(value.Content),
        };
        return new SerializerCase(
            nameof(Packets.RoomEvent),
            SerializerSides.OfBinaryWriter(value),
            SerializerSides.OfMemoryPack(value),
            SerializerSides.OfMessagePack(value),
            SerializerSides.OfProtobuf(message, Protobuf.RoomEvent.Parser));
    }

    private static SerializerCase ServiceList()
    {
        var value = new ServiceListValue
        {
            Entries =
            [
                .. Enumerable.Range(0, Entries).Select(static at => new ServiceEntryValue
                {
                    Id = Bytes(PrincipalId.Size), Name = Bytes(PrincipalName.Size), Address = 0x0100007f, Port = (ushort)(4000 + at),
                }),
            ],
        };
        var message = new Protobuf.ServiceList();
        message.Entries.AddRange(value.Entries.Select(static entry => new Protobuf.ServiceEntry
        {
            Id = ByteString.CopyFrom(entry.Id),
            Name = ByteString.CopyFrom(entry.Name),
            Address = entry.Address,
            Port = entry.Port,
        }));
        return new SerializerCase(
            nameof(ServiceListResponse),
            SerializerSides.OfBinaryWriter(value),
            SerializerSides.OfMemoryPack(value),
            SerializerSides.OfMessagePack(value),
            SerializerSides.OfProtobuf(message, Protobuf.ServiceList.Parser));
    }

    // Always the same, and like ciphertext.
    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
