using MemoryPack;
using MessagePack;

namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A list of services as other serializers have it.</summary>
[MemoryPackable]
[MessagePackObject]
public sealed partial class ServiceListValue : ISerialized<ServiceListValue>
{
    [Key(0)]
    public ServiceEntryValue[] Entries { get; set; } = [];

    public static ServiceListValue Read(BinaryReader reader)
    {
        var entries = new ServiceEntryValue[reader.ReadInt32()];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = ServiceEntryValue.Read(reader);
        return new ServiceListValue { Entries = entries };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Entries.Length);
        foreach (ServiceEntryValue entry in Entries)
            entry.Write(writer);
    }
}
