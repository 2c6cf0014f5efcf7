namespace KerberosGen.Inspection.Inputs;

/// <summary>How an input holds its bytes.</summary>
public enum InputFormat : byte
{
    /// <summary>As they are on the wire.</summary>
    Raw,

    /// <summary>As hex digits, with white space, colons, commas, <c>0x</c> and <c># comments</c> between them.</summary>
    Hex,

    /// <summary>As base64 (RFC 4648, section 4), with white space between.</summary>
    Base64,

    /// <summary>A pcap file.</summary>
    Pcap,

    /// <summary>A pcapng file.</summary>
    Pcapng,
}
