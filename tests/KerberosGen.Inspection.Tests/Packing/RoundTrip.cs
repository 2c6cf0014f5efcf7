using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Packing;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Packing;

/// <summary>Packets to JSON and back.</summary>
internal static class RoundTrip
{
    /// <summary>The JSON of packets.</summary>
    public static byte[] Json(IEnumerable<DecodedPacket> packets, bool lines = true, bool showSecrets = true)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions { ShowSecrets = showSecrets }, lines);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        renderer.Complete();
        return output.ToArray();
    }

    /// <summary>The bytes that JSON says, packet by packet.</summary>
    public static List<PackedPacket> Pack(ProtocolLayout protocol, byte[] json, bool keepsDerived = true)
    {
        var packer = new PacketPacker(protocol, keepsDerived);
        return [.. new JsonPacketReader(new MemoryStream(json)).Packets().Select(packer.Pack)];
    }

    /// <summary>Asserts that packets come back from their JSON, byte for byte, and answers the JSON.</summary>
    public static string Check(ProtocolLayout protocol, IReadOnlyList<DecodedPacket> packets, bool lines = true)
    {
        byte[] json = Json(packets, lines);
        string text = System.Text.Encoding.UTF8.GetString(json);
        List<PackedPacket> packed = Pack(protocol, json);
        Assert.Equal(packets.Count, packed.Count);
        for (int i = 0; i < packed.Count; i++)
        {
            Assert.True(packets[i].Bytes.Span.SequenceEqual(packed[i].Bytes.Span), $"{Convert.ToHexStringLower(packets[i].Bytes.Span)} became {Convert.ToHexStringLower(packed[i].Bytes.Span)} by {text}");
            Assert.True(packed[i].Warning is null, $"{packed[i].Warning?.Message}: {text}");
        }

        return text;
    }
}
