namespace KerberosGen.Inspection.Captures;

/// <summary>What a link type is called, and whether frames of it are read.</summary>
public static class LinkTypeName
{
    private const ushort FirstUser = 147;
    private const ushort LastUser = 162;

    /// <summary>Those that are read, in a few words.</summary>
    public const string Read = "Ethernet, Linux cooked, BSD loopback and raw IP";

    /// <summary>The number, and the name for those that capture programs write often (the registry of draft-ietf-opsawg-pcaplinktype).</summary>
    public static string Of(LinkType type)
    {
        ushort number = (ushort)type;
        string? name = number switch
        {
            _ when LinkHeader.IsRead(type) => type.ToString(),
            6 => "Token Ring",
            8 => "SLIP",
            9 or 50 => "PPP",
            10 => "FDDI",
            51 => "PPPoE",
            104 => "Cisco HDLC",
            105 => "IEEE 802.11",
            107 => "Frame Relay",
            117 => "PF log",
            119 => "IEEE 802.11 with Prism header",
            127 => "IEEE 802.11 with radiotap header",
            163 => "IEEE 802.11 with AVS header",
            187 or 201 => "Bluetooth HCI",
            189 or 220 => "Linux USB",
            192 => "PPI",
            195 or 230 => "IEEE 802.15.4",
            227 => "CAN",
            239 => "Netfilter log",
            249 => "USBPcap",
            251 => "Bluetooth Low Energy",
            252 => "Wireshark upper PDU",
            253 => "Netlink",
            >= FirstUser and <= LastUser => $"USER{number - FirstUser}",
            _ => null,
        };
        return name is null ? $"{number}" : $"{number} ({name})";
    }
}
