using System.Diagnostics;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Inspector;
using Xunit;

namespace KerberosGen.Inspection.Tests.Packing;

/// <summary>The published schema holds of everything that is written, and only ever says more.</summary>
public sealed class SchemaTests
{
    private static readonly string Published = Path.Combine(Vector.RepositoryRoot, "docs/inspector/packet.schema.json");

    [Fact]
    public async Task Everything_that_decode_writes_is_valid_by_the_published_schema()
    {
        List<byte> lines = [];
        foreach (bool showSecrets in (bool[])[true, false])
        {
            using KeyChain keys = Vector.SessionKeys();
            lines.AddRange(RoundTrip.Json(Vector.DecodePcap(Vector.SessionPcap(), keys), showSecrets: showSecrets));
            lines.AddRange(RoundTrip.Json(Vector.DecodePcap(Vector.SessionPcap()), showSecrets: showSecrets));
            lines.AddRange(RoundTrip.Json(Broken(), showSecrets: showSecrets));
        }

        string answer = await Validate([.. lines]);

        Assert.Matches("^[0-9]{4,} valid\n$", answer);
    }

    [Fact]
    public async Task What_breaks_the_contract_is_not_valid()
    {
        string line = System.Text.Encoding.UTF8.GetString(RoundTrip.Json([Vector.Golden[0].Decode(Vector.Golden[0].Bytes)])).TrimEnd();
        foreach ((string from, string to) in ((string, string)[])[("packet/1", "packet/2"), ("\"ok\"", "\"fine\""), ("\"code\":1024", "\"code\":\"1024\""), ("\"spans\"", "\"places\"")])
            Assert.Contains("line 1", await Validate(System.Text.Encoding.UTF8.GetBytes(line.Replace(from, to, StringComparison.Ordinal) + "\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_only_adds_to_what_was_released()
    {
        using JsonDocument now = JsonDocument.Parse(File.ReadAllBytes(Published));
        using JsonDocument released = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Packing/packet-1.released.json")));

        CheckAdds(released.RootElement, now.RootElement, "");
    }

    // A property or a definition may be new, a member may become one that is always there; the rest stays.
    private static void CheckAdds(JsonElement released, JsonElement now, string path)
    {
        Assert.True(released.ValueKind == now.ValueKind, $"{path} is another kind of thing now");
        if (released.ValueKind != JsonValueKind.Object)
        {
            Assert.True(JsonElement.DeepEquals(released, now), $"{path} was {released} and is {now}");
            return;
        }

        bool mayGrow = path.EndsWith("/properties", StringComparison.Ordinal) || path.EndsWith("/$defs", StringComparison.Ordinal);
        foreach (JsonProperty member in released.EnumerateObject())
        {
            if (member.Name is "description" or "title")
                continue;
            Assert.True(now.TryGetProperty(member.Name, out JsonElement same), $"{path}/{member.Name} is gone");
            if (member.Name == "required")
                Assert.Subset(same.EnumerateArray().Select(r => r.GetString()!).ToHashSet(), member.Value.EnumerateArray().Select(r => r.GetString()!).ToHashSet());
            else
                CheckAdds(member.Value, same, $"{path}/{member.Name}");
        }

        Assert.True(mayGrow || now.EnumerateObject().All(m => m.Name == "description" || released.TryGetProperty(m.Name, out _)), $"{path} asks for more than was released");
    }

    private static IEnumerable<DecodedPacket> Broken()
    {
        var random = new Random(4);
        var decoder = new PacketDecoder(Vector.Protocol);
        foreach (GoldenPacket golden in Vector.Golden)
        {
            yield return golden.Decode(golden.Bytes);
            yield return golden.Decode(golden.Bytes.AsMemory(0, golden.Bytes.Length / 2));
        }

        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = [.. Vector.Golden[random.Next(Vector.Golden.Count)].Bytes, .. new byte[random.Next(3)]];
            for (int flips = random.Next(1, 6); flips > 0; flips--)
                bytes[random.Next(Math.Min(bytes.Length, 40))] = (byte)random.Next(256);
            foreach (DecodedPacket packet in StreamDecoder.DecodeAll(bytes, decoder, (PacketDirection)random.Next(2)))
                yield return packet;
        }

        var words = new PacketDecoder(Words.PacketCatalog.Layout);
        foreach (Func<Random, WordSample> make in WordSamples.All)
        {
            for (int i = 0; i < 10; i++)
            {
                WordSample sample = make(random);
                byte[] bytes = sample.Bytes;
                if (i > 4 && bytes.Length > 0)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                yield return words.DecodeStructure(i > 7 ? bytes[..(bytes.Length / 2)] : bytes, sample.Layout);
            }
        }
    }

    // The reference implementation's verdict: how many lines are valid, or what is wrong with the first that is not.
    private static async Task<string> Validate(byte[] lines)
    {
        const string Program = """
            import json, sys
            from jsonschema import Draft202012Validator as Validator
            schema = json.load(open(sys.argv[1], encoding="utf-8"))
            Validator.check_schema(schema)
            validator = Validator(schema)
            count = 0
            for number, line in enumerate(sys.stdin.buffer, 1):
                for error in validator.iter_errors(json.loads(line)):
                    print("line", number, error.json_path, error.message)
                    sys.exit(0)
                count += 1
            print(count, "valid")
            """;
        foreach (string python in (string[])["python3", "/usr/bin/python3"])
        {
            var start = new ProcessStartInfo(python, ["-W", "ignore", "-c", Program, Published]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(lines);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading, and says why.
            }

            await process.WaitForExitAsync();
            if ((await error).Contains("No module named 'jsonschema'", StringComparison.Ordinal))
                continue;
            Assert.True(process.ExitCode == 0, await error);
            return await output;
        }

        throw new InvalidOperationException("python3 has no module jsonschema; install python3-jsonschema.");
    }
}
