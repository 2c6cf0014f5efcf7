using System.Text.Json.Nodes;

namespace KerberosGen.EndToEnd.Tests;

public sealed class DemoTests
{
    [Theory]
    [InlineData("documented")]
    [InlineData("original")]
    public async Task The_demo_checks_what_it_claims_and_its_capture_decodes(string layout)
    {
        await using var site = new AppSite();
        string directory = site.DirectoryOf("demo");
        AppProcess demo = site.Start("demo", "demo", "--layout", layout, "--out", directory);
        int exit = await demo.ExitAsync();
        Assert.True(exit == 0, $"{demo.Output.Text}\n{demo.Errors.Text}");
        Assert.Contains(demo.Output.Lines, static line => line.Contains("ok", StringComparison.Ordinal));

        string capture = Path.Combine(directory, "session.pcapng"), keys = Path.Combine(directory, "session.keys");
        AppProcess inspector = site.Start("inspector", "demo", "decode", capture, "--keys", keys, "--out", "ndjson");
        Assert.True(await inspector.ExitAsync() == 0, inspector.Errors.Text);
        List<JsonNode> packets = [.. inspector.Output.Lines.Select(static line => JsonNode.Parse(line)!)];
        foreach (int code in new[] { 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1609 })
            Assert.Contains(packets, packet => packet["code"]!.GetValue<int>() == code);
        Assert.All(packets, static packet =>
        {
            foreach (string field in new[] { "code", "name", "offset", "length", "status", "fields" })
                Assert.True(packet.AsObject().ContainsKey(field), field);
        });
        Assert.Contains(inspector.Output.Lines, static line => line.Contains("hello all there", StringComparison.Ordinal));
    }
}
