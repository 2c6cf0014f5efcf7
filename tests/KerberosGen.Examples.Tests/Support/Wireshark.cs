using System.Text;

namespace KerberosGen.Examples.Tests;

/// <summary>What Wireshark's programs make and read.</summary>
internal static class Wireshark
{
    private const int ClientPort = 40000;

    /// <summary>Has text2pcap make a capture of messages between a client and a server.</summary>
    /// <param name="file">The capture.</param>
    /// <param name="layer"><c>-u</c> for UDP, <c>-T</c> for TCP.</param>
    /// <param name="serverPort">The port by which a dissector knows the protocol.</param>
    /// <param name="messages">The messages.</param>
    public static async Task CaptureAsync(string file, string layer, int serverPort, IEnumerable<Message> messages)
    {
        string dump = file + ".txt";
        await File.WriteAllTextAsync(dump, string.Concat(messages.Select(static m => Dump(m.IsFromClient ? "I" : "O", m.Bytes))));
        await Tool.RunAsync("text2pcap", "-q", "-D", layer, $"{ClientPort},{serverPort}", dump, file);
    }

    /// <summary>A message as text2pcap reads it, behind its direction and perhaps its time.</summary>
    public static string Dump(string preamble, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder($"{preamble}\n0000");
        foreach (byte value in bytes)
            text.Append(' ').Append(value.ToString("x2"));
        return text.Append('\n').ToString();
    }

    /// <summary>Fields of every packet as tshark reads them; several values of one field stand between bars.</summary>
    public static async Task<Dictionary<string, string>[]> ReadAsync(string file, params string[] fields)
    {
        string[] arguments = ["-r", file, "-n", "-T", "fields", "-E", "separator=/t", "-E", "aggregator=|", .. fields.SelectMany(static f => new[] { "-e", f })];
        string output = await Tool.RunAsync("tshark", arguments);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Row(fields, line))];
    }

    /// <summary>Every packet's fields that are there, as text that can be compared by eye.</summary>
    public static string Show(IEnumerable<Dictionary<string, string>> packets) =>
        string.Concat(packets.Select(static p => string.Concat(p.Where(static f => f.Value.Length > 0).Select(static f => $"{f.Key} {f.Value}\n")) + "\n"));

    private static Dictionary<string, string> Row(string[] fields, string line) =>
        fields.Zip(line.Split('\t')).ToDictionary(static pair => pair.First, static pair => pair.Second);
}
