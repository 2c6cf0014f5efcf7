namespace KerberosGen.Client.Tests.Commands;

/// <summary>The tab key in bash.</summary>
public sealed class CompletionTests
{
    private static readonly Bash Client = new("client");

    private static readonly (string Line, string Words)[] Offers =
    [
        ("client ", "chat,completions,forget,import,register,services,ticket,tickets,who"),
        ("client ti", "ticket,tickets"),
        ("client -u", "-un"),
        ("client --us", "--user-name,--user_name"),
        ("client -pr ", "tcp,udp"),
        ("client --protocol=u", "udp"),
        ("client chat --pa", "--password-stdin"),
        ("client services --j", "--json"),
        ("client who --js", "--json"),
        ("client completions ", "bash,fish,zsh"),
        // Files, which bash finds itself.
        ("client import ", ""),
        ("client --data ", ""),
        ("client --config ", ""),
    ];

    [Theory]
    [InlineData("bash", "-F _client_complete client")]
    [InlineData("zsh", "#compdef client")]
    [InlineData("fish", "complete -c client ")]
    public async Task Each_shell_has_a_script(string shell, string expected)
    {
        await using var site = new AppSite();
        AppProcess command = site.Start("client", "here", "completions", shell);
        Assert.Equal(0, await command.ExitAsync());
        Assert.Contains(expected, command.Output.Text, StringComparison.Ordinal);
        Assert.Equal("", command.Errors.Text);
    }

    [Fact]
    public async Task Commands_options_and_their_words_are_completed()
    {
        await using var site = new AppSite();
        string[] offered = await Client.OfferAllAsync(site.DirectoryOf("here"), [.. Offers.Select(static offer => offer.Line)]);
        Assert.Equal(Offers, Offers.Zip(offered, static (offer, words) => (offer.Line, words)));
        Assert.Empty(Directory.GetFileSystemEntries(site.DirectoryOf("here")));
    }

    [Fact]
    public async Task Rooms_are_completed_with_those_that_the_directory_on_the_line_knows()
    {
        await using var site = new AppSite();
        string anns = site.DirectoryOf("ann lee");
        await WriteRoomsAsync(anns, "Printer 10", "Printer 20", "Lobby", "ev\u202eil", "--data=elsewhere");
        await WriteRoomsAsync(site.DirectoryOf("ben"), "Lounge");
        Assert.Equal(
            ["Printer\\ 10,Printer\\ 20", "Lobby", "Lounge", "Lobby,Printer\\ 10,Printer\\ 20", "", ""],
            await Client.OfferAllAsync(
                anns, "client chat Pri", "client ticket L", "client who --data ../ben ", "client chat --data '../ann lee' ", "client who Lobby ", "client chat --data ../nobody "));
        Assert.False(Directory.Exists(Path.Combine(anns, "../nobody")));
        await File.WriteAllTextAsync(Path.Combine(anns, "services_info.json"), "{ no JSON");
        Assert.Equal("", await Client.OfferAsync(anns, "client chat Pri"));
    }

    [Fact]
    public async Task A_room_s_name_is_inserted_as_one_word_whatever_stands_in_it()
    {
        (string Typed, string Name)[] names = [("Pri", "Printer 10"), ("a", "a; touch pwned #"), ("b", "b$(touch pwned)"), ("c", "c' \" && touch pwned"), ("Ž", "Žluť @ 5=5"), ("d", "d\\n & \\ `touch pwned` ~ *")];
        await using var site = new AppSite();
        string here = site.DirectoryOf("here");
        await WriteRoomsAsync(here, [.. names.Select(static name => name.Name)]);
        foreach (string quote in new[] { "", "'", "\"" })
        {
            foreach ((string typed, string name) in names)
                Assert.Equal($"<client><chat><{name}>", await Client.TypeAsync(here, $"client chat {quote}{typed}"));
        }

        Assert.Equal("<client><chat><Printer 10>", await Client.TypeAsync(here, "client chat \"Printer 1"));
        Assert.False(File.Exists(Path.Combine(here, "pwned")));
    }

    [Fact]
    public async Task A_file_to_import_is_completed()
    {
        await using var site = new AppSite();
        await File.WriteAllTextAsync(site.FileOf("here", "alice.client.json"), "");
        Assert.Equal("<client><import><alice.client.json>", await Client.TypeAsync(site.DirectoryOf("here"), "client import al"));
    }

    private static Task WriteRoomsAsync(string directory, params string[] names) => File.WriteAllTextAsync(
        Path.Combine(directory, "services_info.json"),
        "[" + string.Join(",", names.Select(static (name, n) => $$"""
            { "server_id": "{{n + 1:x32}}", "server_name": {{System.Text.Json.JsonSerializer.Serialize(name)}}, "server_ip": "127.0.0.1", "server_port": 5000, "aes_key": null, "encrypted_key_iv": null, "ticket": null }
            """)) + "]");
}
