namespace KerberosGen.EndToEnd.Tests;

public sealed class OptionTests
{
    [Theory]
    [InlineData("-d", "-pr", "-ip", "-p")]
    [InlineData("--debug-mode", "--protocol", "--ip-address", "--port")]
    [InlineData("--debug_mode", "--protocol", "--ip-address", "--port")]
    public async Task The_KDC_takes_every_spelling(string debug, string protocol, string address, string port)
    {
        await using var site = new AppSite();
        int free = AppSite.FreePort();
        AppProcess kdc = site.Start("kdc", "kdc", debug, protocol, "udp", address, "127.0.0.2", port, $"{free}");
        await kdc.SaysAsync($"KDC ready on 127.0.0.2:{free} (udp, documented)");
        await kdc.StopAsync();
    }

    [Theory]
    [InlineData("-d", "-pr", "-ip", "-p", "-nos", "-snp")]
    [InlineData("--debug-mode", "--protocol", "--ip-address", "--port", "--number-of-services", "--service-name-prefix")]
    [InlineData("--debug_mode", "--protocol", "--ip-address", "--port", "--number-of-services", "--service-name-prefix")]
    public async Task The_rooms_and_the_client_take_every_spelling(string debug, string protocol, string address, string port, string count, string prefix)
    {
        await using var site = new AppSite();
        await site.StartKdcAsync("-pr", "udp", "-ip", "127.0.0.2");
        string[] shared = [debug, protocol, "udp", address, "127.0.0.2", port, $"{site.KdcPort}"];
        AppProcess rooms = site.Start("room", "rooms", [.. shared, count, "2", prefix, "Scanner"]);
        await rooms.SaysAsync("Scanner 10 ready on 127.0.0.");
        await rooms.SaysAsync("Scanner 20 ready on 127.0.0.");
        AppProcess register = site.StartClient("client", "qwer1234", ["register", "-un", "ann", .. shared]);
        Assert.True(await register.ExitAsync() == 0, register.Errors.Text);
        AppProcess services = site.Start("client", "client", [.. shared, "services"]);
        Assert.True(await services.ExitAsync() == 0, services.Errors.Text);
        Assert.Equal(["Scanner 10", "Scanner 20"], services.Output.Lines.Skip(1).Select(static line => line[^10..]));
    }

    [Theory]
    [InlineData("kdc")]
    [InlineData("room")]
    [InlineData("client")]
    public async Task Help_gives_every_spelling_and_every_default(string app)
    {
        await using var site = new AppSite();
        foreach (string spelling in new[] { "-h", "--help" })
        {
            AppProcess help = site.Start(app, "here", spelling);
            Assert.Equal(0, await help.ExitAsync());
            AssertLine(help, "-d, --debug-mode, --debug_mode", "False");
            AssertLine(help, "-pr, --protocol", "tcp");
            AssertLine(help, "-ip, --ip-address", "127.0.0.1");
            AssertLine(help, "-p, --port", "8000");
            if (app == "room")
            {
                AssertLine(help, "-nos, --number-of-services", "1]");
                AssertLine(help, "-snp, --service-name-prefix", "Printer");
            }
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(site.DirectoryOf("here")));
    }

    [Theory]
    [InlineData("kdc", "-p", "65536", "'65536' is not a port: a port is a number from 0 (any free one) to 65535.")]
    [InlineData("kdc", "-p", "x", "'x' is not a port: a port is a number from 0 (any free one) to 65535.")]
    [InlineData("kdc", "-ip", "1", "'1' is not an IP address such as 127.0.0.1.")]
    [InlineData("kdc", "-ip", "127.0.0.256", "'127.0.0.256' is not an IP address such as 127.0.0.1.")]
    [InlineData("kdc", "-pr", "sctp", "'sctp' is not one of tcp, udp, both.")]
    [InlineData("kdc", "--layout", "other", "'other' is not one of documented, original.")]
    [InlineData("room", "-p", "0", "'0' is not a port: a port is a number from 1 to 65535.")]
    [InlineData("room", "-ip", "localhost", "'localhost' is not an IP address such as 127.0.0.1.")]
    [InlineData("room", "-pr", "", "'' is not one of tcp, udp.")]
    [InlineData("room", "-nos", "1001", "'1001' is not a number from 0 to 1000.")]
    [InlineData("room", "-nos", "two", "'two' is not a number from 0 to 1000.")]
    [InlineData("room", "-nos", "-1", "'-1' is not a number from 0 to 1000.")]
    [InlineData("room", "-snp", "", "A name must not be empty.")]
    [InlineData("room", "-snp", "a:b", "A name must not contain a colon.")]
    [InlineData("client", "-p", "-1", "'-1' is not a port: a port is a number from 1 to 65535.")]
    [InlineData("client", "-pr", "TCP", "'TCP' is not one of tcp, udp.")]
    [InlineData("client", "-un", "line\nbreak", "A name must not contain a line break.")]
    [InlineData("client", "-un", "bell\a", "A name must not contain a control character.")]
    [InlineData("client", "--kdc-timezone", "Nowhere/Land", "'Nowhere/Land' is not a time zone such as Europe/Berlin or UTC.")]
    public async Task A_bad_value_is_one_sentence_and_exit_2(string app, string option, string value, string sentence)
    {
        await using var site = new AppSite();
        AppProcess refused = site.Start(app, "here", option, value);
        Assert.Equal(2, await refused.ExitAsync());
        Assert.EndsWith(sentence, refused.Errors.Lines[0], StringComparison.Ordinal);
        Assert.Equal($"Try '{app} --help'.", Assert.Single(refused.Errors.Lines.Skip(1)));
        Assert.Empty(refused.Output.Lines);
        Assert.Empty(Directory.EnumerateFileSystemEntries(site.DirectoryOf("here")));
    }

    [Fact]
    public async Task A_name_is_measured_in_bytes_of_UTF_8()
    {
        await using var site = new AppSite();
        AppProcess tooLong = site.Start("room", "here", "-snp", new string('ž', 128));
        Assert.Equal(2, await tooLong.ExitAsync());
        Assert.Contains("A name has at most 254 bytes of UTF-8; this one has 256.", tooLong.Errors.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kdc")]
    [InlineData("room")]
    [InlineData("client")]
    public async Task An_option_that_nobody_has_is_exit_2(string app)
    {
        await using var site = new AppSite();
        AppProcess refused = site.Start(app, "here", "--no-such-option");
        Assert.Equal(2, await refused.ExitAsync());
        Assert.Contains("--no-such-option", refused.Errors.Text, StringComparison.Ordinal);
    }

    private static void AssertLine(AppProcess help, string spelling, string fallback)
    {
        string line = Assert.Single(help.Output.Lines, line => line.TrimStart().StartsWith(spelling, StringComparison.Ordinal));
        Assert.Contains("[default: ", line, StringComparison.Ordinal);
        Assert.Contains(fallback, line[line.IndexOf("[default: ", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
