using System.Text.Json.Nodes;

namespace KerberosGen.EndToEnd.Tests;

public sealed class ReadinessTests
{
    [Fact]
    public async Task Servers_say_where_they_can_be_reached_and_stop_when_told()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        Assert.Equal($"KDC ready on 127.0.0.1:{site.KdcPort} (tcp, documented)", kdc.Output.Text);
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"]);
        JsonNode listed = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("kdc", "services.json")))![0]!;
        Assert.Equal($"Printer 10 ready on 127.0.0.1:{listed["server_port"]}", room.Output.Text);
        await room.StopAsync();
        await kdc.StopAsync();
    }

    [Fact]
    public async Task A_missing_port_file_is_made_with_8000_and_used()
    {
        await using var site = new AppSite();
        AppProcess kdc = site.Start("kdc", "kdc");
        await AssertServesOn8000Async(kdc);
        Assert.Equal("8000\n", await File.ReadAllTextAsync(site.FileOf("kdc", "port.info")));
    }

    [Theory]
    [InlineData("no port\n")]
    [InlineData("0\n")]
    [InlineData("65536\n")]
    [InlineData("8001\n8002\n")]
    [InlineData("")]
    public async Task A_corrupt_port_file_is_told_and_gives_8000(string content)
    {
        await using var site = new AppSite();
        await File.WriteAllTextAsync(site.FileOf("kdc", "port.info"), content);
        AppProcess kdc = site.Start("kdc", "kdc");
        Assert.Contains("Port 8000 is used", await kdc.ComplainsAsync("port.info"), StringComparison.Ordinal);
        await AssertServesOn8000Async(kdc);
        Assert.Equal(content, await File.ReadAllTextAsync(site.FileOf("kdc", "port.info")));
    }

    [Fact]
    public async Task The_port_file_says_where_unless_the_option_does()
    {
        await using var site = new AppSite();
        int written = AppSite.FreePort();
        await File.WriteAllTextAsync(site.FileOf("kdc", "port.info"), $"{written}\r\n");
        AppProcess kdc = site.Start("kdc", "kdc");
        await kdc.SaysAsync($"KDC ready on 127.0.0.1:{written} ");
        await kdc.StopAsync();
        await site.StartKdcAsync();
        Assert.NotEqual(written, site.KdcPort);
    }

    [Fact]
    public async Task A_second_KDC_in_the_same_directory_or_on_the_same_port_is_refused_in_a_sentence()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        AppProcess same = site.Start("kdc", "kdc", "-p", "0");
        Assert.Equal(1, await same.ExitAsync());
        Assert.Single(same.Errors.Lines);
        AppProcess elsewhere = site.Start("kdc", "kdc2", "-p", $"{site.KdcPort}");
        Assert.Equal(1, await elsewhere.ExitAsync());
        Assert.Equal($"127.0.0.1:{site.KdcPort} is in use.", elsewhere.Errors.Text);
        Assert.Empty(elsewhere.Output.Lines);
    }

    // Whether 8000 is free is not this test's to say.
    private static async Task AssertServesOn8000Async(AppProcess kdc)
    {
        if (await kdc.Output.FindAsync("KDC ready on ").WaitAsync(Apps.Patience) is { } ready)
        {
            Assert.Equal("KDC ready on 127.0.0.1:8000 (tcp, documented)", ready);
            await kdc.StopAsync();
        }
        else
        {
            Assert.Equal(1, await kdc.ExitAsync());
            await kdc.ComplainsAsync("127.0.0.1:8000 is in use.");
        }
    }
}
