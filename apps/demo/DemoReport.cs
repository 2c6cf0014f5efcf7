using System.Globalization;
using System.Net;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>Shows what happened: who said what to whom, one packet of each kind, the chat as each member saw it, and what to type next.</summary>
internal sealed class DemoReport(DemoSession session, IReadOnlyList<DecodedPacket> packets, TextWriter output)
{
    private readonly Dictionary<IPEndPoint, string> _clients = ClientsByEndPoint(session, packets);

    private readonly RenderOptions _options = new()
    {
        Color = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 },
        Source = "session.pcapng",
    };

    public void ShowDiagram()
    {
        Heading("Who said what to whom");
        string[] lanes = [.. session.Members.Select(static m => m.Name.ToString()), .. session.Servers.Values];
        var diagram = new SequenceDiagram(output, lanes);
        diagram.WriteHead();
        DateTimeOffset start = packets[0].Origin!.Time;
        foreach (DecodedPacket packet in packets.OrderBy(static p => p.Origin!.Time))
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{packet.Code} {packet.Name}  {packet.Length} B");
            diagram.WriteArrow((packet.Origin!.Time - start).TotalMilliseconds, LaneOf(packet.Origin.From), LaneOf(packet.Origin.To), label);
        }
    }

    public void ShowPackets()
    {
        Heading("One packet of each kind, decoded from the recording");
        var renderer = new AnnotatedRenderer(output, _options);
        foreach (DecodedPacket packet in packets.DistinctBy(static p => p.Layout).OrderBy(static p => p.Code))
            renderer.Write(packet);
    }

    public void ShowChats()
    {
        Heading("The chat as each member saw it");
        foreach (DemoMember member in session.Members)
        {
            foreach ((string room, List<RoomEventRecord> seen) in member.Seen)
            {
                output.WriteLine($"{member.Name} in {room}");
                foreach (RoomEventRecord happened in seen)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {happened.Sequence,3}  {Describe(happened)}"));
            }
        }
    }

    public void ShowNext(string captureFile, string keysFile, TimeSpan elapsed)
    {
        Heading("What to type next");
        output.WriteLine($"  dotnet run --project apps/inspector -- decode {captureFile} --keys {keysFile}");
        output.WriteLine($"  dotnet run --project apps/inspector -- decode {captureFile} --out ndjson");
        output.WriteLine("  dotnet run --project apps/inspector -- spec 1603");
        output.WriteLine("  dotnet test");
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{packets.Count} packets in {elapsed.TotalSeconds:0.0} s, recorded in {captureFile}"));
    }

    private static string Describe(RoomEventRecord happened)
    {
        string text = DisplayText.Escape(happened.Content.Span);
        return happened.Kind switch
        {
            EventKind.Message => text,
            EventKind.Joined => $"* {text} joined",
            EventKind.Left => $"* {text} left",
            _ => $"! {text}",
        };
    }

    /// <summary>A server by its address; a connection's other end by whose id its packets carry.</summary>
    private string LaneOf(IPEndPoint endPoint) =>
        session.Servers.TryGetValue(endPoint, out string? server) ? server : _clients.GetValueOrDefault(endPoint, "?");

    private static Dictionary<IPEndPoint, string> ClientsByEndPoint(DemoSession session, IReadOnlyList<DecodedPacket> packets)
    {
        var names = new Dictionary<IPEndPoint, string>();
        var namesById = session.Members.ToDictionary(static m => m.Identity!.Id.ToString(), static m => m.Name.ToString());
        foreach (DecodedPacket packet in packets.Where(static p => p.Direction == PacketDirection.Request))
        {
            string id = Convert.ToHexStringLower(packet.Header.First(static f => f.Name == "client_id").Bytes.Span);
            if (namesById.TryGetValue(id, out string? name))
                names[packet.Origin!.From] = name;
            else if (packet["name"] is { } registered)
                names[packet.Origin!.From] = System.Text.Encoding.UTF8.GetString(registered.TextBytes.Span);
        }

        return names;
    }

    private void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
        output.WriteLine(new string('=', text.Length));
        output.WriteLine();
    }
}
