using System.Globalization;
using KerberosGen.Inspection.Specs;
using KerberosGen.Layout;
using KerberosGen.WireTables;

namespace KerberosGen.Inspection.Exports.Pages;

/// <summary>What the written specification says, whatever it is written in.</summary>
internal static class SpecPages
{
    /// <summary>How the pages are to be read, a paragraph each.</summary>
    public static readonly string[] HowToRead =
    [
        "Integers are little-endian unless their type says otherwise; u16 is unsigned and has 16 bits, i64 is signed. Offsets and sizes are in bytes. An offset counts from the packet's own first byte: a payload's from the end of its header.",
        "A figure has 32 bits to a row, the most significant bit of each byte to the left. A part of more than a row is drawn in one, with its sides broken; a part whose size varies is torn.",
        "Words in square brackets are rules. [Session key, iv, PKCS #7] says how a field is sealed: with AES-256-CBC, whose key, which field is the IV, which padding. [synthetic: ticket] says that an IV proves its packet: it is an AES-256-CMAC of it, under a key of that label.",
    ];

    /// <summary>The sections with packets in them, in their order.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<PacketLayout> Packets)> SectionsOf(ProtocolLayout protocol) => WireTextWriter.Kinds
        .Select(kind => (WireTextWriter.TitleOf(kind), (IReadOnlyList<PacketLayout>)[.. protocol.Packets.Where(p => LayoutTables.Of(p).Kind == kind)]))
        .Where(section => section.Item2.Count > 0);

    /// <summary>A packet's title: <c>1027 TicketRequest</c>.</summary>
    public static string TitleOf(PacketLayout packet) =>
        (packet.Code is { } code ? code.ToString(CultureInfo.InvariantCulture) + " " : "") + packet.Name + (packet.WireLayout is { } layout ? $" ({layout} layout)" : "");

    /// <summary>A packet's size in words, and that with its header.</summary>
    public static string SizeOf(PacketLayout packet, ProtocolLayout protocol)
    {
        string size = packet.Size is { } bytes ? BytesOf(bytes) : "at least " + BytesOf(packet.MinSize);
        return packet is { Kind: PacketKind.Message, Direction: { } direction } && protocol.Of(direction)?.Header.Size is { } header
            ? $"{size}, {(packet.Size is null ? "at least " : "")}{BytesOf(packet.MinSize + header)} with its header"
            : size;
    }

    /// <summary>A row's cells: field, type, offset, size, use.</summary>
    public static string[] CellsOf(WireRow row) =>
        [row.Name, row.Type, row.Offset?.ToString(CultureInfo.InvariantCulture) ?? "varies", row.Size, (row.Use + " " + row.Rules).Trim()];

    /// <summary>The name of a packet's place in a page: <c>1027</c>; of several with one code, the packet's own.</summary>
    public static string AnchorOf(PacketLayout packet, ProtocolLayout protocol) =>
        packet.Code is { } code && protocol.Packets.First(p => p.Code == code) == packet ? code.ToString(CultureInfo.InvariantCulture) : packet.Name;

    /// <summary>Every encrypted field: packet, field, whose key, the IV, the padding, what is under it.</summary>
    public static IEnumerable<(PacketLayout Packet, string[] Cells)> EncryptedOf(ProtocolLayout protocol) =>
        from packet in protocol.Packets
        from field in packet.Fields
        where field.Encryption is not null
        select (packet, new[] { packet.Name, field.Name, field.Encryption!.Role, field.Encryption.Iv, field.Encryption.Padding == Crypto.CipherPadding.Pkcs7 ? "PKCS #7" : "none", field.Encryption.Plaintext.Name });

    private static string BytesOf(int count) => FormattableString.Invariant($"{count} byte{(count == 1 ? "" : "s")}");
}
