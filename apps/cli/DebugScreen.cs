using System.Buffers;
using System.Globalization;
using System.Net;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Cli;

/// <summary>
/// What <c>-d</c> shows, in the seed's colours: magenta for what goes over a connection, green for a packet's format, yellow
/// for what was unpacked, blue for what was packed, cyan for what was stored. It is decoded from the layout tables; secrets are left out, and no key
/// is at hand, so ciphertexts stay closed.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isClient">True for a program that packs requests and unpacks responses; a server does the opposite.</param>
public sealed class DebugScreen(TextWriter output, bool isClient = false) : IConnectionTap
{
    private const string Green = "\e[32m", Yellow = "\e[33m", Blue = "\e[34m", Cyan = "\e[36m", Magenta = "\e[35m", Reset = "\e[0m";

    private readonly bool _isColoured = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
    private readonly Lock _gate = new();
    private readonly PacketDecoder _decoder = new(PacketCatalog.Layout);
    private readonly Dictionary<(IPEndPoint Client, IPEndPoint Server), (StreamDecoder Requests, StreamDecoder Responses)> _connections = [];

    /// <inheritdoc/>
    public void Opened(IPEndPoint client, IPEndPoint server) => Say(Magenta, $"{client} connected to {server}");

    /// <inheritdoc/>
    public void Received(IPEndPoint client, IPEndPoint server, in ReadOnlySequence<byte> bytes)
    {
        byte[] shown = bytes.ToArray();
        lock (_gate)
        {
            Say(Magenta, $"{client} -> {server}: {shown.Length.ToString(CultureInfo.InvariantCulture)} bytes");
            Show(Of(client, server).Requests.Append(shown), isClient ? Blue : Yellow);
        }
    }

    /// <inheritdoc/>
    public void Sent(IPEndPoint client, IPEndPoint server, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Say(Magenta, $"{client} <- {server}: {bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes");
            Show(Of(client, server).Responses.Append(bytes), isClient ? Yellow : Blue);
        }
    }

    /// <inheritdoc/>
    public void Closed(IPEndPoint client, IPEndPoint server)
    {
        lock (_gate)
        {
            _connections.Remove((client, server));
            Say(Magenta, $"{client} and {server} have parted");
        }
    }

    /// <summary>Something was stored.</summary>
    public void Stored(string what) => Say(Cyan, what);

    private (StreamDecoder Requests, StreamDecoder Responses) Of(IPEndPoint client, IPEndPoint server)
    {
        if (!_connections.TryGetValue((client, server), out (StreamDecoder Requests, StreamDecoder Responses) streams))
        {
            streams = (new StreamDecoder(_decoder, PacketDirection.Request), new StreamDecoder(_decoder, PacketDirection.Response));
            _connections[(client, server)] = streams;
        }

        return streams;
    }

    private void Show(IReadOnlyList<DecodedPacket> packets, string colour)
    {
        foreach (DecodedPacket packet in packets)
        {
            if (packet is { HeaderLayout: { } header, Layout: { } layout })
                Say(Green, $"{FormatOf(header)} + {FormatOf(layout)}");
            var text = new StringWriter();
            new AnnotatedRenderer(text, new RenderOptions()).Write(packet);
            Say(colour, text.ToString().TrimEnd());
        }
    }

    private static string FormatOf(PacketLayout layout) =>
        $"{layout.Name}({string.Join(" | ", layout.Leaves.Select(static l => $"{l.Path} {l.Field.SizeRule}"))})";

    private void Say(string colour, string text)
    {
        lock (_gate)
            output.WriteLine(_isColoured ? colour + text + Reset : text);
    }
}
