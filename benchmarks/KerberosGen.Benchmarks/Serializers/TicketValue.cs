using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A <see cref="Ticket"/> as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class TicketValue : ISerialized<TicketValue>
{
    [Key(0)]
    public byte Version { get; set; }

    [Key(1)]
    public byte[] ClientId { get; set; } = [];

    [Key(2)]
    public byte[] ServiceId { get; set; } = [];

    [Key(3)]
    public long CreatedAt { get; set; }

    [Key(4)]
    public byte[] Iv { get; set; } = [];

    [Key(5)]
    public byte[] SessionKey { get; set; } = [];

    [Key(6)]
    public byte[] ExpiresAt { get; set; } = [];

    public static TicketValue Read(BinaryReader reader) => new()
    {
        Version = reader.ReadByte(),
        ClientId = reader.ReadBytes(PrincipalId.Size),
        ServiceId = reader.ReadBytes(PrincipalId.Size),
        CreatedAt = reader.ReadInt64(),
        Iv = reader.ReadBytes(Packets.Iv.Size),
        SessionKey = reader.ReadBytes(Ciphertext48.Size),
        ExpiresAt = reader.ReadBytes(Ciphertext32.Size),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(ClientId);
        writer.Write(ServiceId);
        writer.Write(CreatedAt);
        writer.Write(Iv);
        writer.Write(SessionKey);
        writer.Write(ExpiresAt);
    }
}
