using KerberosGen.Inspection.Captures.Formats;

namespace KerberosGen.Inspection.Captures;

/// <summary>Finds the IP packet behind what a link puts in front of it.</summary>
internal static class LinkHeader
{
    private const ushort EtherTypeIPv4 = 0x0800;
    private const ushort EtherTypeIPv6 = 0x86dd;
    private const ushort EtherTypeVlan = 0x8100;
    private const ushort EtherTypeServiceVlan = 0x88a8;

    // Written by devices from before IEEE 802.1ad.
    private const ushort EtherTypeOldServiceVlan = 0x9100;

    /// <summary>True if a link of this type is known here.</summary>
    public static bool IsRead(LinkType link) => link is LinkType.Ethernet or LinkType.LinuxSll or LinkType.LinuxSll2 or LinkType.Null or LinkType.Loop
        or LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.IPv6;

    /// <summary>Bytes in front of the IP packet; -1 if there is none, or not enough was kept to tell.</summary>
    public static int SizeOf(LinkType link, ReadOnlySpan<byte> frame)
    {
        switch (link)
        {
            case LinkType.Ethernet when EthernetHeader.Unpack(frame, out EthernetHeader header).IsDone:
                return BehindTags(frame, EthernetHeader.Size, header.EtherType);
            case LinkType.LinuxSll when CookedHeader.Unpack(frame, out CookedHeader header).IsDone:
                return BehindTags(frame, CookedHeader.Size, header.EtherType);
            case LinkType.LinuxSll2 when CookedHeader2.Unpack(frame, out CookedHeader2 header).IsDone:
                return BehindTags(frame, CookedHeader2.Size, header.EtherType);
            case LinkType.Null or LinkType.Loop when LoopbackHeader.Unpack(frame, out LoopbackHeader header).IsDone:
                return IsIpFamily(header.Family) ? LoopbackHeader.Size : -1;
            case LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.IPv6:
                return 0;
            default:
                return -1;
        }
    }

    private static int BehindTags(ReadOnlySpan<byte> frame, int at, ushort etherType)
    {
        while (etherType is EtherTypeVlan or EtherTypeServiceVlan or EtherTypeOldServiceVlan)
        {
            if (!VlanTag.Unpack(frame[at..], out VlanTag tag).IsDone)
                return -1;
            etherType = tag.EtherType;
            at += VlanTag.Size;
        }

        return etherType is EtherTypeIPv4 or EtherTypeIPv6 ? at : -1;
    }

    // AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 23 on Windows, 24, 28 and 30 on the BSDs and macOS. A family is
    // small: in the other byte order, it stands in the top byte.
    private static bool IsIpFamily(uint family) => (family <= byte.MaxValue ? family : family >> 24) is 2 or 10 or 23 or 24 or 28 or 30;
}
