using KerberosGen.Packets;
using Xunit;

namespace KerberosGen.Inspector.Tests;

public sealed class KeyFileTests : IDisposable
{
    private const string Key = "Ph7tXPYg8xmNkgLQaDs2wnj8TdEqKco0j1zZqgzjClE=";
    private const string Id = "5821f9a674174062ad3af49ee1432681";
    private const string Ticket = "GE5DrhlfTUO3mc4syncXjPtYIfmmdBdAYq069J7hQyaBrtB3/zNADD8KSeAS9ax/ki2yUtCoH/DdqjB3Mq0C7en8jsLMMwXzR0EYCjaKwM31Y4EHV5NGaBLJlz5E4KmKJgTjZRPkC/tW9iPS8YXa+bUUm1Vb3OCgala1lwj6A5/lVoWSrkwYdkV0lbM8ogKfPne8kgOLGTQF59FXyKW7Bgo=";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_clients_of_a_KDC_are_their_passwords_hashes_by_id()
    {
        using KeyFileContent content = Read("clients.txt", "fa8a3d1e99584c08ac58ba28c93e03c9: Michael Jackson: 4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56: 26/02/24_22:02:49\r\n");

        KeyEntry entry = Assert.Single(content.Entries);
        Assert.Equal(("password of clients.txt line 1 (Michael Jackson)", "fa8a3d1e99584c08ac58ba28c93e03c9"), (entry.NameIn("clients.txt"), entry.Owner.ToString()));
        using Crypto.KeyMaterial password = LineKeys.KeyOfPassword("qwer1234");
        Assert.Equal(password, entry.Key);
        Assert.True(content.ListsClients);
    }

    [Fact]
    public void The_services_of_a_KDC_are_read_in_an_array_and_alone_as_the_seed_shows_one()
    {
        string alone = $$"""{ "server_id_hex": "{{Id}}", "name": "Printer 10", "aes_key_encoded": "{{Key}}", "server_ip": "127.0.0.1", "server_port": 50552 }""";
        foreach (string text in (string[])[alone, $"[\n{alone}\n]", $"\uFEFF[{alone},]"])
        {
            using KeyFileContent content = Read("any name", text);
            KeyEntry entry = Assert.Single(content.Entries);
            Assert.Equal(("service key", nameof(KeyRole.Service), Id, "Printer 10"), (entry.Kind, entry.Role, entry.Owner.ToString(), entry.OwnerName));
            Assert.True(content.ListsServices);
            Assert.Empty(content.Problems);
        }
    }

    [Fact]
    public void Many_objects_on_one_line_are_read_in_time_proportional_to_them()
    {
        string text = $"[{string.Join(',', Enumerable.Repeat("{\"server_id_hex\":\"00\"}", 300_000))}\n,]";

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using KeyFileContent content = Read("services.json", text);

        Assert.Equal(300_000, content.Problems.Count);
        // To look through the whole line for each of them would take many minutes: this tells the one from the other, not fast from slow.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"{}\"")]
    [InlineData("{}")]
    public void A_key_that_the_pool_does_not_know_yet_is_none(string unknown)
    {
        using KeyFileContent content = Read("services_pool.json", $$"""
            [
              {"connection_protocol": "tcp", "port": 52764, "server_id_hex": "{{Id}}", "service_name": "Printer 10", "service_aes_key_encoded": "{{Key}}", "is_registered": true},
              {"connection_protocol": "tcp", "port": null, "server_id_hex": {{unknown}}, "service_name": "Printer 20", "service_aes_key_encoded": {{unknown}}, "is_registered": false}
            ]
            """);

        Assert.Equal([true, false], content.Entries.Select(e => e.Key is not null));
        Assert.Equal("services_pool.json of a room", content.Format);
        Assert.Empty(content.Problems);
    }

    [Fact]
    public void A_client_s_session_key_is_of_the_client_that_its_ticket_names()
    {
        using KeyFileContent content = Read("services_info.json", $$"""
            [{
              "server_id": "{{Id}}",
              "server_name": "Printer 10",
              "aes_key": "{{Key}}",
              "encrypted_key_iv": "327762044450156fc138733dfa979415",
              "ticket": "{{Ticket}}"
            }]
            """);

        KeyEntry entry = Assert.Single(content.Entries);
        Assert.Equal(("session key", 4, "4e43ae195f4d43b799ce2cca77178cfb", 161), (entry.Kind, entry.Line, entry.Owner.ToString(), entry.Ticket.Length));
    }

    [Fact]
    public void A_room_s_own_file_is_its_key()
    {
        using KeyFileContent content = Read("msg.info", $"127.0.0.1:1234\nPrinter 1\n{Id}\n{Key}\n");
        using KeyFileContent unregistered = Read("msg.info", "127.0.0.1:1234\nPrinter 1\n");

        Assert.Equal(("service key", Id, "Printer 1"), (content.Entries[0].Kind, content.Entries[0].Owner.ToString(), content.Entries[0].OwnerName));
        Assert.Null(Assert.Single(unregistered.Entries).Key);
    }

    [Theory]
    [InlineData("Service: secret", 1)]
    [InlineData("password: fine\nServicex: " + Key, 2)]
    [InlineData("password: fine\nsecret", 2)]
    [InlineData("fa8a3d1e99584c08ac58ba28c93e03c9: a: 4d4f26369171994f3a46776ee2d88494fb9955800a5bb6261c016c4bb9f30b56: now\nsecret: b", 2)]
    [InlineData("127.0.0.1:1234\nPrinter 1\n" + Id + "\nsecret\n", 4)]
    [InlineData("127.0.0.1:1234\nPrinter 1\nsecret\n" + Key + "\n", 3)]
    [InlineData("[\n {\"name\": \"a\", \"aes_key_encoded\":\n \"secret\"}]", 2)]
    [InlineData("[\n {\"name\": \"secret\"}]", 2)]
    [InlineData("[\n {\"aes_key_encoded\": \"" + Key + "\"},\nsecret]", 3)]
    [InlineData("[{\"aes_key_encoded\": \"\\ud800secret\"}]", 1)]
    public void What_is_expected_in_a_bad_line_is_said_and_the_line_is_not_quoted(string text, int line)
    {
        using KeyFileContent content = Read("file", text);

        Assert.Equal(line, Assert.Single(content.Problems).Line);
        Assert.DoesNotContain("secret", content.Problems[0].Expected, StringComparison.Ordinal);
    }

    [FsCheck.Xunit.Property]
    public bool No_bytes_make_reading_fail(byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, "noise");
        PrivateFile.Write(path, "");
        File.WriteAllBytes(path, bytes);
        bool isRead = KeyFile.TryRead(path, PacketCatalog.Layout, out KeyFileContent content, out _);
        content?.Dispose();
        return isRead;
    }

    private KeyFileContent Read(string name, string text)
    {
        string path = PrivateFile.Write(Path.Combine(_folder.FullName, name), text);
        Assert.True(KeyFile.TryRead(path, PacketCatalog.Layout, out KeyFileContent content, out string error), error);
        return content;
    }
}
