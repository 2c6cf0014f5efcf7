using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using KerberosGen.Crypto;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>Secrets go into the file for the other side, and nowhere else.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecrecyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_command_no_KDC_and_no_audit_log_says_a_password_or_a_key(bool isRunning)
    {
        await using var site = new AdministeredSite();
        string[] kdc = ["--kdc", "127.0.0.1:8000"];
        if (isRunning)
            await site.Apps.StartKdcAsync("-d");
        await site.AddClientAsync("ann", "qwer-1234-ž", kdc);
        await site.DoAsync(["principals", "add", "bob", "--random-password", .. kdc]);
        await site.DoAsync(["principals", "password", "ann", "--random-password", "--force", "--json", .. kdc]);
        await site.DoAsync(["services", "add", "Lobby", "--address", "127.0.0.1:5000", "-o", "first.json", .. kdc]);
        await site.DoAsync(["services", "rekey", "Lobby", "-o", "second.json", "--json", .. kdc]);
        foreach (string kind in (string[])["principals", "services"])
        {
            await site.DoAsync(kind, "list");
            await site.DoAsync(kind, "list", "--json");
        }

        var secrets = new List<byte[]> { "qwer-1234"u8.ToArray(), KeyMaterial.FromPassword("qwer-1234-ž"u8).Bytes.ToArray() };
        foreach (string file in Directory.GetFiles(site.Apps.DirectoryOf("admin")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            secrets.AddRange(EnrolmentFile.Read(file) switch
            {
                RoomEnrolment room => [room.Key.Bytes.ToArray()],
                ClientEnrolment { Password: { } password } => [password.Utf8.ToArray(), KeyMaterial.FromPassword(password.Utf8).Bytes.ToArray()],
                _ => [],
            });
        }

        Assert.Equal(8, secrets.Count);
        string said = site.Apps.EverythingSaid + await File.ReadAllTextAsync(site.AuditPath);
        string digits = string.Concat(said.Where(char.IsAsciiLetterOrDigit));
        foreach (byte[] secret in secrets)
        {
            // The first bytes are as telling as all of them.
            Assert.DoesNotContain(Convert.ToHexString(secret.AsSpan(0, 8)), digits, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..10], said, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoding.Latin1.GetString(secret.AsSpan(0, 8)), said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_client_that_knows_its_password_is_not_told_it()
    {
        await using var site = new AdministeredSite();
        await site.AddClientAsync("ann", "qwer1234", "--kdc", "127.0.0.1:8000");
        Assert.Null(JsonNode.Parse(await File.ReadAllTextAsync(site.FileOf("ann.client.json")))!["password"]);
    }
}
