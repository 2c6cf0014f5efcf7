using System.Text.Json.Nodes;

namespace KerberosGen.EndToEnd.Tests;

public sealed class SecrecyTests
{
    [Theory]
    [InlineData("documented")]
    [InlineData("original")]
    public async Task No_app_ever_says_a_password_or_a_key_even_in_debug_mode(string layout)
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync("-d", "--layout", layout);
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 10"], "-d");
        await site.RegisterAsync("ann", "qwer-1234-ž", "-d");
        await site.ChatAsync("ann", "qwer-1234-ž", "Printer 10", "hi\n", "-d");
        await room.StopAsync();
        await kdc.StopAsync();

        JsonNode service = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("kdc", "services.json")))![0]!;
        JsonNode known = JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("ann", "services_info.json")))![0]!;
        string hash = (await File.ReadAllTextAsync(site.FileOf("kdc", "clients.txt"))).Split(": ")[2];
        Assert.Equal(64, hash.Length);
        byte[][] keys =
        [
            Convert.FromBase64String(service["aes_key_encoded"]!.GetValue<string>()),
            Convert.FromBase64String(known["aes_key"]!.GetValue<string>()),
            Convert.FromHexString(hash),
        ];
        string said = site.EverythingSaid;
        Assert.DoesNotContain("qwer-1234", said, StringComparison.Ordinal);
        // However a dump of bytes may group them.
        string digits = string.Concat(said.Where(char.IsAsciiLetterOrDigit));
        Assert.DoesNotContain(Convert.ToHexString("qwer-1234"u8), digits, StringComparison.OrdinalIgnoreCase);
        foreach (byte[] key in keys)
        {
            Assert.Equal(32, key.Length);
            // The first bytes of a key are as telling as all of them.
            Assert.DoesNotContain(Convert.ToHexString(key)[..16], digits, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(key)[..10], said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_that_hold_keys_or_hashes_are_their_owners_alone()
    {
        await using var site = new AppSite();
        AppProcess kdc = await site.StartKdcAsync();
        AppProcess room = await site.StartRoomsAsync("rooms", ["Printer 1"], "-nos", "0");
        await site.RegisterAsync("ann", "qwer1234");
        await site.ChatAsync("ann", "qwer1234", "Printer 1", "hi\n");
        await room.StopAsync();
        await kdc.StopAsync();
        foreach ((string directory, string file) in new[]
        {
            ("kdc", "clients.txt"), ("kdc", "services.json"), ("rooms", "msg.info"), ("rooms", "services_pool.json"), ("ann", "services_info.json"),
        })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(site.FileOf(directory, file)));
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);
}
