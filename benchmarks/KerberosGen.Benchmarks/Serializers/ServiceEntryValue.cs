using KerberosGen.Packets;
using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A <see cref="ServiceEntry"/> as other serializers have it. The name is its field's 255 bytes for all, so that all write as much.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class ServiceEntryValue : ISerialized<ServiceEntryValue>
{
    [Key(0)]
    public byte[] Id { get; set; } = [];

    [Key(1)]
    public byte[] Name { get; set; } = [];

    [Key(2)]
    public uint Address { get; set; }

    [Key(3)]
    public ushort Port { get; set; }

    public static ServiceEntryValue Read(BinaryReader reader) => new()
    {
        Id = reader.ReadBytes(PrincipalId.Size),
        Name = reader.ReadBytes(PrincipalName.Size),
        Address = reader.ReadUInt32(),
        Port = reader.ReadUInt16(),
    };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Id);
        writer.Write(Name);
        writer.Write(Address);
        writer.Write(Port);
    }
}
