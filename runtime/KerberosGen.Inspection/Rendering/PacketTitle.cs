using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Rendering;

/// <summary>The line above a packet: which it is, how long, and where it stands.</summary>
internal static class PacketTitle
{
    public static string Of(DecodedPacket packet, bool color)
    {
        string arrow = ArrowOf(packet);
        string stream = packet.Origin is { } origin
            ? FormattableString.Invariant($"stream {origin.Stream} 0x{packet.Offset:x3}")
            : FormattableString.Invariant($"stream 0x{packet.Offset:x3}");
        return Ansi.Paint(FormattableString.Invariant($"#{packet.Number} {arrow}{(arrow.Length == 0 ? "" : "  ")}"), Ansi.Dim, color)
            + Ansi.Paint(NameOf(packet), ColorOf(packet.Status), color)
            + FormattableString.Invariant($"  {packet.Length} B")
            + (packet.WireLayout is { } layout ? "  " + layout : "")
            + Ansi.Paint("  " + stream, Ansi.Dim, color)
            + (packet.Origin is { } from ? Ansi.Paint(FormattableString.Invariant($"  {from.From} -> {from.To}  {from.Time.UtcDateTime:HH:mm:ss.ffffff}"), Ansi.Dim, color) : "");
    }

    /// <summary><c>c->s</c>, <c>s->c</c>, or nothing for a packet that has no direction.</summary>
    public static string ArrowOf(DecodedPacket packet) => packet.Direction switch
    {
        PacketDirection.Request => "c->s",
        PacketDirection.Response => "s->c",
        _ => "",
    };

    /// <summary><c>ChatMessage(1029)</c>.</summary>
    public static string NameOf(DecodedPacket packet) =>
        packet.Code is { } code ? FormattableString.Invariant($"{packet.Name}({code})") : packet.Name;

    /// <summary>Colour says again what the status does.</summary>
    public static string ColorOf(DecodeStatus status) => status switch
    {
        DecodeStatus.Ok => Ansi.Bold,
        DecodeStatus.Partial => Ansi.Yellow,
        _ => Ansi.Red,
    };
}
