using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A <see cref="TicketResponse"/> as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class TicketResponseValue : ISerialized<TicketResponseValue>
{
    [Key(0)]
    public byte[] ClientId { get; set; } = [];

    [Key(1)]
    public EncryptedKeyValue EncryptedKey { get; set; } = new();

    [Key(2)]
    public TicketValue Ticket { get; set; } = new();

    public static TicketResponseValue Read(BinaryReader reader) => new()
    {
        ClientId = reader.ReadBytes(PrincipalId.Size),
        EncryptedKey = EncryptedKeyValue.Read(reader),
        Ticket = TicketValue.Read(reader),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(ClientId);
        EncryptedKey.Write(writer);
        Ticket.Write(writer);
    }
}
