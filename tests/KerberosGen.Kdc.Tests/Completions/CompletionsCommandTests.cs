namespace KerberosGen.Kdc.Tests.Completions;

/// <summary><c>kdc completions</c> and what its scripts ask.</summary>
public sealed class CompletionsCommandTests
{
    [Theory]
    [InlineData("bash", "-F _kdc_complete kdc")]
    [InlineData("zsh", "#compdef kdc")]
    [InlineData("fish", "complete -c kdc ")]
    public async Task Each_shell_has_a_script(string shell, string expected)
    {
        await using var site = new AppSite();
        AppProcess command = site.Start("kdc", "here", "completions", shell);
        Assert.Equal(0, await command.ExitAsync());
        Assert.Contains(expected, command.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("inspector", command.Output.Text, StringComparison.Ordinal);
        Assert.Equal("", command.Errors.Text);
    }

    [Fact]
    public async Task A_shell_without_a_script_is_refused()
    {
        await using var site = new AppSite();
        AppProcess command = site.Start("kdc", "here", "completions", "tcsh");
        Assert.Equal(2, await command.ExitAsync());
        Assert.Equal("There is no script for this shell, only for bash, zsh, fish.\nTry 'kdc completions --help'.", command.Errors.Text);
    }

    [Fact]
    public async Task What_is_wrong_elsewhere_keeps_no_word_back()
    {
        await using var site = new AppSite();
        await File.WriteAllTextAsync(site.FileOf("here", "kdc.json"), "{ this is no JSON");
        AppProcess command = site.Start("kdc", "here", "[suggest:99999999]", "--store nowhere prin");
        Assert.Equal(0, await command.ExitAsync());
        Assert.Equal("principals", command.Output.Text);
        Assert.Equal("", command.Errors.Text);
        Assert.Equal([site.FileOf("here", "kdc.json")], Directory.GetFileSystemEntries(site.DirectoryOf("here")));
    }
}
