using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A <see cref="TicketRequest"/> as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class TicketRequestValue : ISerialized<TicketRequestValue>
{
    [Key(0)]
    public byte[] ServiceId { get; set; } = [];

    [Key(1)]
    public byte[] Nonce { get; set; } = [];

    public static TicketRequestValue Read(BinaryReader reader) => new() { ServiceId = reader.ReadBytes(PrincipalId.Size), Nonce = reader.ReadBytes(Packets.Nonce.Size) };

    public void Write(BinaryWriter writer)
    {
        writer.Write(ServiceId);
        writer.Write(Nonce);
    }
}
