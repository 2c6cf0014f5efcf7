using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A <see cref="RoomEvent"/> as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class RoomEventValue : ISerialized<RoomEventValue>
{
    [Key(0)]
    public ulong Sequence { get; set; }

    [Key(1)]
    public long Time { get; set; }

    [Key(2)]
    public byte Kind { get; set; }

    [Key(3)]
    public byte[] ClientId { get; set; } = [];

    [Key(4)]
    public byte[] Iv { get; set; } = [];

    [Key(5)]
    public byte[] Content { get; set; } = [];

    public static RoomEventValue Read(BinaryReader reader) => new()
    {
        Sequence = reader.ReadUInt64(),
        Time = reader.ReadInt64(),
        Kind = reader.ReadByte(),
        ClientId = reader.ReadBytes(PrincipalId.Size),
        Iv = reader.ReadBytes(Packets.Iv.Size),
        Content = reader.ReadBytes(reader.ReadInt32()),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Sequence);
        writer.Write(Time);
        writer.Write(Kind);
        writer.Write(ClientId);
        writer.Write(Iv);
        writer.Write(Content.Length);
        writer.Write(Content);
    }
}
