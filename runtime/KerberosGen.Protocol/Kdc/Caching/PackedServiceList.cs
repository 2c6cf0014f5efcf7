using System.Runtime.InteropServices;
using KerberosGen.Codec;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>The payload of 1602, made once for all who ask until a service changes.</summary>
internal sealed class PackedServiceList
{
    /// <summary>The most services that a response of 16 MiB carries: 60,567, of 277 bytes each.</summary>
    public const int MostServices = (int)(ProtocolLimits.MaxResponsePayload / ServiceEntry.Size);

    private readonly byte[] _entries;

    private PackedServiceList(IReadOnlyList<ServicePrincipal> source, int count, byte[] entries)
    {
        Source = source;
        Count = count;
        _entries = entries;
    }

    /// <summary>The list that it was made of.</summary>
    public IReadOnlyList<ServicePrincipal> Source { get; }

    /// <summary>Services in it: those of the source that are not disabled.</summary>
    public int Count { get; }

    /// <summary>True if no response can carry it; it then holds no entries.</summary>
    public bool IsTooLong => Count > MostServices;

    /// <summary>The response.</summary>
    public ServiceListResponse Response => new() { Services = PacketList<ServiceEntry>.Over(_entries) };

    /// <summary>Packs the services that are not disabled, in their order.</summary>
    public static PackedServiceList Of(IReadOnlyList<ServicePrincipal> source)
    {
        int count = 0;
        for (int i = 0; i < source.Count; i++)
            count += source[i].IsDisabled ? 0 : 1;
        if (count > MostServices)
            return new PackedServiceList(source, count, []);

        byte[] entries = new byte[count * ServiceEntry.Size];
        Span<byte> rest = entries;
        for (int i = 0; i < source.Count; i++)
        {
            if (source[i].IsDisabled)
                continue;
            EntryOf(source[i]).WriteUnchecked(ref MemoryMarshal.GetReference(rest));
            rest = rest[ServiceEntry.Size..];
        }

        return new PackedServiceList(source, count, entries);
    }

    private static ServiceEntry EntryOf(ServicePrincipal service)
    {
        Span<byte> address = stackalloc byte[IPv4Address.Size];
        service.EndPoint.Address.TryWriteBytes(address, out _);
        return new ServiceEntry
        {
            ServiceId = service.Id,
            Name = service.Name,
            Address = new IPv4Address(address),
            Port = (ushort)service.EndPoint.Port,
        };
    }
}
