namespace KerberosGen.Inspection.Inputs;

/// <summary>How an input holds its bytes.</summary>
public enum InputFormat : byte
{
    /// <summary>As they are on the wire.</summary>
    Raw,

    /// <summary>As hex digits, with white space, colons, commas, <c>0x</c> and <c># comments</c> between them; <c>xxd -p</c> writes it.</summary>
    Hex,

    /// <summary>As base64 (RFC 4648, section 4), with white space between.</summary>
    Base64,

    /// <summary>A pcap file.</summary>
    Pcap,

    /// <summary>A pcapng file.</summary>
    Pcapng,

    /// <summary>What <c>xxd</c> writes, as C with <c>-i</c> too: lines of an offset, a colon, hex digits and text.</summary>
    Xxd,

    /// <summary>What <c>hexdump -C</c> and <c>od -A x -t x1z</c> write: lines of an offset, bytes in hex and text; <c>*</c> for lines that repeat.</summary>
    Hexdump,

    /// <summary>What <c>tcpdump -x</c>, <c>-X</c>, <c>-xx</c>, <c>-XX</c> and <c>tshark -x</c> write: a capture's frames in hex.</summary>
    Tcpdump,
}
