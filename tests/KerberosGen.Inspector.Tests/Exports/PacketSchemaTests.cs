using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Exports.Schemas;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>What is decoded is valid by the exported schema, and what is altered is not.</summary>
public sealed class PacketSchemaTests : IClassFixture<NodeTools>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Golden_packets_the_recorded_session_and_mutated_packets_are_valid(bool showSecrets)
    {
        using KeyChain keys = Vector.SessionKeys();
        List<DecodedPacket> packets = [.. Vector.Golden.Select(g => g.Decode(g.Bytes)), .. Vector.DecodePcap(Vector.SessionPcap(), keys)];
        var random = new Random(1);
        packets.AddRange(Enumerable.Range(0, 600).Select(i => Vector.Golden[i % Vector.Golden.Count]).Select(g => g.Decode(Mutate(g.Bytes, random))));
        await CheckAsync(Vector.Protocol, Ndjson(packets, showSecrets), packets.Count);
    }

    [Fact]
    public async Task Packets_of_every_word_whole_and_mutated_are_valid()
    {
        var random = new Random(1);
        List<DecodedPacket> packets = [];
        foreach (WordSample sample in Enumerable.Range(0, 20).SelectMany(seed => WordSamples.All.Select(make => make(new Random(seed)))))
        {
            var decoder = new PacketDecoder(PacketCatalog.Layout);
            packets.Add(decoder.DecodeStructure(sample.Bytes, sample.Layout));
            packets.Add(decoder.DecodeStructure(Mutate(sample.Bytes, random), sample.Layout));
        }

        await CheckAsync(PacketCatalog.Layout, Ndjson(packets, showSecrets: true), packets.Count);
        await CheckAsync(PacketCatalog.Layout, Ndjson(packets, showSecrets: false), packets.Count);
    }

    [Theory]
    [InlineData("\"message_size\":", "\"size\":")]
    [InlineData("\"iv\":\"", "\"iv\":\"00")]
    [InlineData("\"version\":24", "\"version\":256")]
    [InlineData("\"name\":\"ChatMessage\"", "\"name\":\"LeaveRequest\"")]
    [InlineData("\"code\":1029,\"name\"", "\"code\":1028,\"name\"")]
    [InlineData("packet/1", "packet/2")]
    public async Task What_is_no_such_packet_is_not_valid(string from, string to)
    {
        GoldenPacket message = Vector.Golden.First(g => g.Code == 1029);
        string line = Ndjson([message.Decode(message.Bytes)], showSecrets: true);
        Assert.Contains(from, line, StringComparison.Ordinal);

        string answer = await ValidateAsync(Vector.Protocol, line.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains("not valid", answer, StringComparison.Ordinal);
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        byte[] mutated = [.. bytes.Take(random.Next(3) == 0 ? random.Next(bytes.Length + 1) : bytes.Length), .. new byte[random.Next(4) == 0 ? random.Next(3) : 0]];
        for (int flips = random.Next(3); flips > 0 && mutated.Length > 0; flips--)
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
        return mutated;
    }

    private async Task CheckAsync(ProtocolLayout protocol, string lines, int count) =>
        Assert.Equal(FormattableString.Invariant($"{count} valid\n"), await ValidateAsync(protocol, lines));

    private async Task<string> ValidateAsync(ProtocolLayout protocol, string lines)
    {
        string schema = Path.Combine(_folder.FullName, "schema.json");
        await File.WriteAllTextAsync(schema, PacketSchema.Write(protocol));
        return await NodeTools.RunScriptAsync("validate.mjs", lines, schema);
    }

    private static string Ndjson(IEnumerable<DecodedPacket> packets, bool showSecrets)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions { ShowSecrets = showSecrets }, lines: true);
        foreach (DecodedPacket packet in packets)
            renderer.Write(packet);
        renderer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
