using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>What our own decoder sees, in the dissector's words.</summary>
internal sealed partial class OurPackets(string protocol)
{
    /// <summary>Every packet of a pcap file whose frames have different times.</summary>
    public List<SeenPacket> Read(byte[] pcap, CaptureDecoder decoder)
    {
        Dictionary<DateTimeOffset, int> frames = CaptureReader.OpenPcap(new MemoryStream(pcap)).ReadFrames()
            .Select((f, i) => (f.Time, i)).GroupBy(f => f.Time).ToDictionary(g => g.Key, g => g.First().i + 1);
        return
        [
            .. decoder.DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap)))
                .Select(p => Of(p, frames[p.Origin!.Time]))
                .OrderBy(p => p.Frame),
        ];
    }

    public SeenPacket Of(DecodedPacket packet, int frame)
    {
        bool isGap = packet.Status == DecodeStatus.Garbage && packet.Length == 0;
        return new SeenPacket(
            frame,
            isGap ? "gap" : packet.Name,
            packet.Length,
            [.. packet.Leaves().SelectMany(Of)],
            [.. packet.AllFindings.Select(f => f.Id).Order(StringComparer.Ordinal)]);
    }

    private IEnumerable<SeenField> Of(DecodedField field)
    {
        if (field is { Type.Kind: FieldKind.Array, IsComplete: true })
            return field.Children.SelectMany(Of);
        if (!field.IsComplete || (field.Layout is { IsNulTerminated: true } && field.Bytes.Span is not [.., 0]) || IsEndless(field) || field is { Type.Kind: FieldKind.Time, Time: null })
            return [new SeenField(LabelOf(field), field.Offset, field.Length, WhyItIsALine(field))];
        if (field.IsSecret)
            return [new SeenField(LabelOf(field), field.Offset, field.Length, "(secret)")];
        return [new SeenField(FilterOf(field), field.Offset, LengthOf(field), ValueOf(field))];
    }

    // Wireshark has no bytes with a NUL behind them that is not their own, nor text that takes more bytes in UTF-8 than on the wire.
    private static int LengthOf(DecodedField field) => field.Type.Kind switch
    {
        FieldKind.Bytes => field.Content.Length,
        FieldKind.Text when field.Text.Contains('\ufffd', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(field.Text) > field.Length => field.TextBytes.Length,
        _ => field.Length,
    };

    private static bool IsEndless(DecodedField field) => field.Type.IsLeb128 && !field.HasNumber;

    private static string WhyItIsALine(DecodedField field) =>
        !field.IsComplete ? "cut"
        : field.Type.Kind == FieldKind.Time ? ValueText.DigitsOf(field)
        : field.Type.IsLeb128 ? "LEB128 number without an end"
        : "no NUL ends it";

    private static string LabelOf(DecodedField field)
    {
        string last = Index().Replace(field.Path, "");
        last = last[(last.LastIndexOf('.') + 1)..].Replace('#', '-');
        return last == "-padding" ? "end-padding" : last;
    }

    private string FilterOf(DecodedField field)
    {
        if (field.Layout is null && field.Part == FieldPart.Value && field.Name is "trailing" or "undecoded" or "payload" or "bytes" && field.Type.Size is null)
            return $"{protocol}.{field.Name}";
        string path = Index().Replace(field.Path, "").Replace('#', '-');
        return $"{protocol}.{(path.EndsWith(".-padding", StringComparison.Ordinal) || path == "-padding" ? path[..^8] + "end-padding" : path)}";
    }

    private static string ValueOf(DecodedField field) => field.Type.Kind switch
    {
        _ when field.Layout?.Checksum is not null => "0x" + field.Number.ToString("x16", CultureInfo.InvariantCulture),
        FieldKind.Boolean => field.Number == 0 ? "0" : "1",
        FieldKind.Unsigned or FieldKind.Signed => ValueText.DigitsOf(field),
        FieldKind.Float => FloatOf(ValueText.FloatOf(field), field.Length),
        FieldKind.Time => TimeOf(field.Time!.Value.UtcDateTime),
        FieldKind.Guid => ValueText.GuidOf(field).ToString("D", CultureInfo.InvariantCulture),
        FieldKind.Text => TextOf(field.Text),
        _ => ValueText.AddressOf(field) ?? string.Join(':', Convert.ToHexStringLower(field.Content.Span).Chunk(2).Select(c => new string(c))),
    };

    // Text of variable size may hold a NUL, at which Wireshark's ends. PDML writes control characters in hex,
    // but for a tab and line breaks, of which XML makes spaces.
    private static string TextOf(string text)
    {
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        return string.Concat((nul < 0 ? text : text[..nul]).Select(c => c is '\t' or '\n' or '\r' ? " " : c < ' ' || c == '\x7f' ? $"\\x{(int)c:x}" : c.ToString()));
    }

    private static string TimeOf(DateTime time) => string.Create(CultureInfo.InvariantCulture, $"{time:MMM} {time.Day,2}, {time.Year} {time:HH:mm:ss.fffffff}00 UTC");

    /// <summary>A number as C's printf writes it with so many digits: 6 for a float, 15 for a double.</summary>
    private static string FloatOf(double value, int size)
    {
        int digits = size == 8 ? 15 : 6;
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        return double.Parse(value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString("R", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
