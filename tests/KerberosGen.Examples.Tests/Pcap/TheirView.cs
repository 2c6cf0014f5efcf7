using System.Globalization;
using System.Text.Json;
using KerberosGen.Examples.Pcap;

namespace KerberosGen.Examples.Tests.Pcap;

/// <summary>A capture as capinfos and tshark see it, and as the declarations do, in the same words.</summary>
internal static class TheirView
{
    /// <summary>What capinfos prints of a file: format, packets, bytes, data, first and last time.</summary>
    public static async Task<string> SummaryAsync(string file)
    {
        string table = await Tool.RunAsync("capinfos", "-T", "-r", "-B", "-S", "-t", "-c", "-s", "-d", "-a", "-e", file);
        return string.Join('\t', table.TrimEnd('\n').Split('\t')[1..]);
    }

    /// <summary>The same of a capture that was read.</summary>
    public static string SummaryOf(Capture capture, long fileSize)
    {
        string format = capture.Format == CaptureFormat.Pcapng ? "pcapng" : capture.Interfaces[0].Resolution.Power == 9 ? "nsecpcap" : "pcap";
        long data = capture.Packets.Sum(static p => (long)p.OriginalLength);
        string first = TimeOf(capture, capture.Packets.MinBy(static p => p.Nanoseconds)!);
        string last = TimeOf(capture, capture.Packets.MaxBy(static p => p.Nanoseconds)!);
        return string.Create(CultureInfo.InvariantCulture, $"{format}\t{capture.Packets.Count}\t{fileSize}\t{data}\t{first}\t{last}");
    }

    /// <summary>A line for each packet, as tshark sees it: time, sizes, interface, link type, bytes.</summary>
    public static async Task<string> PacketsAsync(string file)
    {
        string json = await Tool.RunAsync("tshark", "-r", file, "-n", "-T", "json", "-x", "-j", "frame");
        using JsonDocument packets = JsonDocument.Parse(json);
        return string.Concat(packets.RootElement.EnumerateArray().Select(static p => Line(p.GetProperty("_source").GetProperty("layers"))));
    }

    /// <summary>The same of a capture that was read.</summary>
    public static string PacketsOf(Capture capture, byte[] file) => string.Concat(capture.Packets.Select(packet =>
    {
        CaptureInterface captured = capture.Interfaces[packet.Interface];
        string place = capture.Format == CaptureFormat.Pcapng ? $"{captured.Id}" : "";
        // tshark numbers link types its own way: 1 is Ethernet, 45 is USER0.
        string link = captured.LinkType switch { LinkType.Ethernet => "1", LinkType.User0 => "45", _ => throw new InvalidOperationException($"{captured.LinkType}") };
        return $"{Time(packet.Nanoseconds)} {packet.CapturedLength} {packet.OriginalLength} {place} {link} {Convert.ToHexStringLower(file[packet.Data])}\n";
    }));

    private static string Line(JsonElement layers)
    {
        JsonElement frame = layers.GetProperty("frame");
        string[] fields = ["frame.time_epoch", "frame.cap_len", "frame.len", "frame.interface_id", "frame.encap_type"];
        IEnumerable<string> values = fields.Select(f => frame.TryGetProperty(f, out JsonElement value) ? value.GetString()! : "");
        return $"{string.Join(' ', values)} {layers.GetProperty("frame_raw")[0].GetString()}\n";
    }

    // capinfos gives a time in the unit of its packet's interface, tshark in nanoseconds.
    private static string TimeOf(Capture capture, CapturedPacket packet) => packet.Nanoseconds is null
        ? "n/a"
        : Time(packet.Nanoseconds)[..^(9 - capture.Interfaces[packet.Interface].Digits())];

    private static int Digits(this CaptureInterface captured) => captured.Resolution.IsBinary ? 9 : captured.Resolution.Power;

    private static string Time(Int128? nanoseconds) =>
        nanoseconds is { } since ? string.Create(CultureInfo.InvariantCulture, $"{since / 1_000_000_000}.{since % 1_000_000_000:D9}") : "";
}
