using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

/// <summary>Completes as bash does: loads the script, sets what bash sets, runs the function that was registered.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-completions-");

    public CompletionTests()
    {
        string program = Path.Combine(_folder.FullName, "inspector");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "inspector.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("inspector dec", "decode")]
    [InlineData("inspector decode --w", "--where")]
    [InlineData("inspector decode --out nd", "ndjson")]
    [InlineData("inspector decode --in tc", "tcpdump")]
    [InlineData("inspector decode --as OriginalTi", "OriginalTicket OriginalTicketResponse")]
    [InlineData("inspector decode --color al", "always")]
    [InlineData("inspector completions b", "bash")]
    [InlineData("inspector decode some", "")]
    [InlineData("inspector decode session.pcap --out an", "annotated")]
    public async Task Bash_completes_words(string line, string expected) => Assert.Equal(expected, await Complete(line));

    [Fact]
    public async Task Bash_offers_every_format_where_nothing_is_begun() =>
        Assert.Equal("annotated csv json line ndjson none tree", await Complete("inspector decode --out "));

    [Theory]
    [InlineData("zsh", "#compdef inspector")]
    [InlineData("fish", "complete -c inspector")]
    public async Task Other_shells_have_a_script_too(string shell, string expected)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "completions", shell);

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains(expected, outcome.Output, StringComparison.Ordinal);
    }

    private async Task<string> Complete(string line)
    {
        using LiveProcess process = LiveProcess.Shell($$"""
            PATH='{{_folder.FullName}}':$PATH
            unset -f inspector
            source <(inspector completions bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            function=$(complete -p inspector | sed 's/.*-F \([^ ]*\) .*/\1/')
            $function
            printf '%s\n' "${COMPREPLY[@]}" | sort | xargs
            """);
        string output = await process.Output.ReadToEndAsync().WaitAsync(LiveProcess.Patience);
        Assert.Equal("", await process.Error.ReadToEndAsync());
        return output.Trim();
    }
}
