using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspection.Tests;

/// <summary>The recordings, and the decoder that the tests turn on them.</summary>
internal static class Vector
{
    public static ProtocolLayout Protocol => PacketCatalog.Layout;

    public static string RepositoryRoot { get; } = FindRoot();

    public static JsonElement Session { get; } = Load("session.json");

    public static IReadOnlyList<GoldenPacket> Golden { get; } =
    [
        .. Load("golden_packets.json").GetProperty("packets").EnumerateArray().Select(p => new GoldenPacket(
            p.GetProperty("packet").GetString()!,
            p.GetProperty("code").GetInt32(),
            Convert.FromHexString(p.GetProperty("hex").GetString()!),
            p.GetProperty("inputs"))),
    ];

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);

    public static KeyChain SessionKeys()
    {
        var keys = new KeyChain();
        JsonElement secrets = Session.GetProperty("secrets");
        foreach (JsonElement client in secrets.GetProperty("clients").EnumerateArray())
        {
            using var key = Crypto.KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(client.GetProperty("password").GetString()!));
            keys.Add(KeyRole.Client, key.Bytes);
        }

        foreach (JsonElement service in secrets.GetProperty("services").EnumerateArray())
            keys.Add(KeyRole.Service, service.GetProperty("key_b64").GetBytesFromBase64());
        return keys;
    }

    public static List<DecodedPacket> DecodePcap(byte[] pcap, IKeyRing? keys = null) =>
        [.. new CaptureDecoder(new PacketDecoder(Protocol, keys)).DecodeAll(CaptureReader.OpenPcap(new MemoryStream(pcap)))];

    public static List<DecodedPacket> DecodePcapng(byte[] pcapng, IKeyRing? keys = null) =>
        [.. new CaptureDecoder(new PacketDecoder(Protocol, keys)).DecodeAll(CaptureReader.OpenPcapng(new MemoryStream(pcapng)))];

    public static byte[] SessionPcap() => File.ReadAllBytes(PathOf("session.pcap"));

    private static JsonElement Load(string name) => JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "KerberosGen.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("KerberosGen.sln stands in no folder above the tests.");
    }
}
