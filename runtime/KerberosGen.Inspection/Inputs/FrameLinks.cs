using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Tells what stands at the beginning of frames that do not say so.</summary>
internal static class FrameLinks
{
    // Where each has its IP packet, and the two bytes that say that it is one.
    private static readonly (LinkType Link, int HeaderSize, int TypeAt)[] Kinds =
    [
        (LinkType.Raw, 0, -1), (LinkType.Ethernet, 14, 12), (LinkType.LinuxSll, 16, 14), (LinkType.LinuxSll2, 20, 0), (LinkType.Null, 4, -1),
    ];

    /// <summary>The link type that explains most of the frames; Ethernet if none does.</summary>
    public static LinkType MostLikely(List<List<byte>> frames)
    {
        (LinkType Link, int Count) best = (LinkType.Ethernet, 0);
        foreach ((LinkType link, int header, int type) in Kinds)
        {
            int count = frames.Count(f => IsIp(f, header) && (type < 0 || IsIpType(f, type)));
            if (count > best.Count)
                best = (link, count);
        }

        return best.Link;
    }

    /// <summary>Bytes that the frame had, as its IP header says; 0 if there is none. A frame in text may have been cut.</summary>
    public static int SizeOnWire(List<byte> frame, LinkType link)
    {
        int at = Kinds.First(k => k.Link == link).HeaderSize;
        if (!IsIp(frame, at))
            return 0;
        return frame[at] >> 4 == 4 ? at + Number(frame, at + 2) : at + 40 + Number(frame, at + 4);
    }

    private static bool IsIp(List<byte> frame, int at) => frame.Count >= at + 20
        && (frame[at] >> 4 == 4 ? (frame[at] & 15) >= 5 && Number(frame, at + 2) >= 20 : frame[at] >> 4 == 6 && frame.Count >= at + 40);

    private static bool IsIpType(List<byte> frame, int at) => Number(frame, at) is 0x0800 or 0x86dd or 0x8100 or 0x88a8;

    private static int Number(List<byte> frame, int at) => (frame[at] << 8) | frame[at + 1];
}
