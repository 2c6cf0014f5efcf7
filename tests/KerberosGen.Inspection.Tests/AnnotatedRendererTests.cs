using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class AnnotatedRendererTests
{
    [Fact]
    public void One_packet_of_each_kind_reads_as_its_snapshot()
    {
        using KeyChain keys = Vector.SessionKeys();
        IEnumerable<DecodedPacket> packets = Vector.DecodePcap(Vector.SessionPcap(), keys).DistinctBy(p => p.Code).OrderBy(p => p.Code);

        Snapshot.Check("each-kind", Render(packets, new RenderOptions()));
    }

    [Fact]
    public void What_is_wrong_with_packets_reads_as_its_snapshot()
    {
        byte[] message = [.. Vector.Golden.First(g => g.Code == 1029).Bytes];
        message[23] = 0xff;
        byte[] wrongSize = [.. Vector.Golden.First(g => g.Code == 1027).Bytes];
        wrongSize[19] = 20;
        byte[] dirty = [.. Vector.Golden[0].Bytes];
        dirty[23 + 200] = 0x41;
        byte[] all =
        [
            .. Vector.Golden[0].Bytes, .. Enumerable.Repeat((byte)0xee, 40), .. message, .. wrongSize[..^4], .. dirty,
            .. new byte[16], 24, 0x39, 0x30, 3, 0, 0, 0, 1, 2, 3, .. Vector.Golden[0].Bytes.AsSpan(0, 300),
        ];

        Snapshot.Check("wrong", Render(StreamDecoder.DecodeAll(all, new PacketDecoder(Vector.Protocol), PacketDirection.Request), new RenderOptions { Source = "cap.bin" }));
    }

    [Fact]
    public void A_list_cut_within_an_entry_reads_as_its_snapshot()
    {
        byte[] list = Vector.Golden.First(g => g.Code == 1602).Bytes;
        byte[] partial = [.. list[..400]];
        BitConverter.TryWriteBytes(partial.AsSpan(3), 393);
        var decoder = new PacketDecoder(Vector.Protocol);

        Snapshot.Check("list", Render(
            [decoder.Decode(list.AsMemory(0, 400), PacketDirection.Response), decoder.Decode(partial, PacketDirection.Response)], new RenderOptions()));
    }

    [Fact]
    public void Secrets_show_when_asked_for_and_colour_only_adds_escapes()
    {
        GoldenPacket golden = Vector.Golden[0];
        DecodedPacket packet = golden.Decode(golden.Bytes);
        string plain = Render([packet], new RenderOptions());
        string colored = Render([packet], new RenderOptions { Color = true });

        Assert.DoesNotContain("qwer1234", plain, StringComparison.Ordinal);
        Assert.Contains("password \"qwer1234\"", Render([packet], new RenderOptions { ShowSecrets = true }), StringComparison.Ordinal);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9]+m", ""));
        Assert.NotEqual(plain, colored);
    }

    private static string Render(IEnumerable<DecodedPacket> packets, RenderOptions options)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new AnnotatedRenderer(text, options);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        return text.ToString();
    }
}
