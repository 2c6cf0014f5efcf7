using KerberosGen.Kdc.Tests.Administration;

namespace KerberosGen.Kdc.Tests.Completions;

/// <summary>The tab key in bash.</summary>
public sealed class BashTests
{
    private static readonly Bash Kdc = new("kdc");

    private static readonly string Anywhere = Path.GetTempPath();

    private static readonly (string Line, string Words)[] Offers =
    [
        ("kdc ", "completions,export,import,principals,services"),
        ("kdc pri", "principals"),
        ("kdc principals ", "add,disable,enable,list,password,remove"),
        ("kdc services re", "rekey,remove"),
        ("kdc --regi", "--registration,--registration-rate-per-source"),
        ("kdc -i", "-ip"),
        ("kdc --registration ", "closed,open"),
        ("kdc --layout o", "original"),
        ("kdc -d pri", "principals"),
        ("kdc principals remove --yes --jso", "--json"),
        ("kdc principals remove --yes ", ""),
        ("kdc -pr t", "tcp"),
        ("kdc --registration=o", "open"),
        ("kdc principals list --store=s", "sqlite"),
        ("kdc -pr ", "both,tcp,udp"),
        ("kdc --store ", "files,sqlite"),
        ("kdc --store=s", "sqlite"),
        ("kdc --store=", "files,sqlite"),
        ("kdc --log-level ", "debug,error,information,warning"),
        ("kdc --log-level debug --log-format j", "json"),
        ("kdc principals list --store sq", "sqlite"),
        ("kdc --store sqlite principals l", "list"),
        ("kdc --data 'a b' serv", "services"),
        ("kdc --data a\\ b serv", "services"),
        ("kdc services add Lobby --", "--address,--config,--data,--force,--help,--json,--kdc,--output,--stash,--store"),
        ("kdc import --u", "--update"),
        ("kdc completions ", "bash,fish,zsh"),
        ("kdc nonsense ", "completions,export,import,principals,services"),
        // Files, which bash finds itself.
        ("kdc --data ", ""),
        ("kdc --config k", ""),
        ("kdc import ", ""),
        ("kdc export -o ", ""),
    ];

    [Fact]
    public async Task Commands_options_and_their_words_are_completed()
    {
        string[] offered = await Kdc.OfferAllAsync(Anywhere, [.. Offers.Select(static offer => offer.Line)]);
        Assert.Equal(Offers, Offers.Zip(offered, static (offer, words) => (offer.Line, words)));
    }

    [Fact]
    public async Task Names_are_completed_with_those_that_the_running_KDC_knows()
    {
        await using var site = new AdministeredSite();
        AppProcess kdc = await site.Apps.StartKdcAsync();
        await site.AddClientAsync("ann lee", "pw");
        await site.AddClientAsync("anna", "pw");
        await site.AddClientAsync("bob", "pw");
        await site.DoAsync("principals", "disable", "anna");
        await site.DoAsync("services", "add", "Lobby", "--address", "127.0.0.1:5000");
        string principals = $"kdc --data {site.KdcDirectory} principals";

        Assert.Equal("ann\\ lee,anna", await Kdc.OfferAsync(Anywhere, $"{principals} remove a"));
        Assert.Equal("bob", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals password b"));
        Assert.Equal("anna", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals enable "));
        Assert.Equal("ann\\ lee,bob", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals disable "));
        Assert.Equal("Lobby", await Kdc.OfferAsync(site.KdcDirectory, "kdc services rekey "));
        // A new name is nobody's, and one name is enough.
        Assert.Equal("", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals add "));
        Assert.Equal("", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals remove bob "));

        await kdc.StopAsync();
        Assert.Equal("", await Kdc.OfferAsync(Anywhere, $"{principals} remove a"));
    }

    [Fact]
    public async Task A_name_is_inserted_as_one_word_whatever_stands_in_it()
    {
        (string Typed, string Name)[] names =
        [
            ("Pri", "Printer 10"),
            ("Plotter\\ 1", "Plotter 10"),
            ("a", "a; touch pwned #"),
            ("b", "b$(touch pwned)"),
            ("c", "c`touch pwned`"),
            ("d", "d' && touch pwned '"),
            ("e", "e\" & touch pwned \""),
            ("f", "f>pwned"),
            ("g", "g!!|*?[a]{b,c}~\\"),
            ("h", "h@work=1"),
            ("i\\@w", "i@work=1"),
            ("Ž", "Žluť"),
        ];
        await using var site = new AdministeredSite();
        await WriteClientsAsync(site, names.Select(static name => name.Name));
        await site.Apps.StartKdcAsync();
        foreach ((string typed, string name) in names)
            Assert.Equal($"<kdc><principals><remove><{name}>", await Kdc.TypeAsync(site.KdcDirectory, $"kdc principals remove {typed}"));
        Assert.False(File.Exists(Path.Combine(site.KdcDirectory, "pwned")));
    }

    [Fact]
    public async Task A_name_that_would_drive_the_terminal_or_the_command_is_left_out()
    {
        await using var site = new AdministeredSite();
        await WriteClientsAsync(site, ["ann\u202eeel", "ann", "--data=elsewhere"]);
        await site.Apps.StartKdcAsync();
        Assert.Equal(["ann", "--data"], await Kdc.OfferAllAsync(site.KdcDirectory, "kdc principals remove a", "kdc principals remove --d"));
    }

    [Fact]
    public async Task Of_more_names_than_anybody_looks_through_none_is_offered()
    {
        await using var site = new AdministeredSite();
        await WriteClientsAsync(site, Enumerable.Range(1, 10_001).Select(static n => $"client{n}"));
        await site.Apps.StartKdcAsync();
        Assert.Equal("", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals remove "));
        await site.DoAsync("principals", "remove", "client1", "--yes");
        Assert.Equal("client1000,client10000,client10001", await Kdc.OfferAsync(site.KdcDirectory, "kdc principals remove client1000"));
    }

    [Fact]
    public async Task A_word_of_an_option_and_a_directory_are_completed_at_a_terminal()
    {
        await using var site = new AdministeredSite();
        Directory.CreateDirectory(Path.Combine(site.KdcDirectory, "somewhere"));
        Assert.Equal("<kdc><--store=sqlite>", await Kdc.TypeAsync(site.KdcDirectory, "kdc --store=sq"));
        Assert.Equal("<kdc><--data><somewhere/>", await Kdc.TypeAsync(site.KdcDirectory, "kdc --data some"));
    }

    private static async Task WriteClientsAsync(AdministeredSite site, IEnumerable<string> names)
    {
        string path = Path.Combine(site.KdcDirectory, "clients.txt");
        await File.WriteAllLinesAsync(path, names.Select(static (name, n) => $"{n + 1:x32}: {name}: {new string('a', 64)}: 26/02/24_22:02:49"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
