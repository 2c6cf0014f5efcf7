using System.Globalization;
using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

public sealed class StandardOutputTests
{
    private const string Packet = "echo 184006100000 00d39ade983b29598ebd652afdbcd9d64c";

    [Theory]
    [InlineData("decode --in hex --out line")]
    [InlineData("edit --in hex --out hex --set header.version=24")]
    [InlineData("which --in hex")]
    public async Task A_file_that_others_write_to_as_well_keeps_what_each_wrote(string verb)
    {
        using LiveProcess shell = LiveProcess.Shell($$"""
            file=$(mktemp)
            { echo before; {{Packet}} | inspector {{verb}}; echo between; {{Packet}} | inspector {{verb}}; echo after; } > $file
            cat $file; rm $file
            """);

        string[] lines = (await shell.Output.ReadToEndAsync()).Split('\n');

        int between = Array.IndexOf(lines, "between");
        Assert.Equal("before", lines[0]);
        Assert.Equal(["after", ""], lines[^2..]);
        Assert.True(between > 1);
        Assert.Equal(lines[1..between], lines[(between + 1)..^2]);
    }

    [Theory]
    [InlineData("encode --out hex")]
    [InlineData("encode --out raw")]
    public async Task An_input_without_an_end_is_left_once_nobody_reads(string verb)
    {
        using LiveProcess shell = LiveProcess.Shell($$"""
            yes '{ "name": "SymmetricKeyAck", "header": { "version": 24 } }' 2> /dev/null | inspector {{verb}} | head -c 10 | wc -c; echo ${PIPESTATUS[1]}
            """);

        string output = await shell.Output.ReadToEndAsync().WaitAsync(LiveProcess.Patience);

        Assert.Equal("10\n0\n", output);
        Assert.Equal("", await shell.Error.ReadToEndAsync());
    }

    [Theory]
    [InlineData(">&-", "Access to the path is denied.")]
    [InlineData("> /dev/full", "No space left on device")]
    public async Task An_output_that_takes_nothing_is_named_and_not_a_crash(string output, string problem)
    {
        using LiveProcess shell = LiveProcess.Shell($"{Packet} | inspector decode --in hex {output}; echo $? >&2");

        Assert.Equal($"inspector: {problem}\n3\n", await shell.Error.ReadToEndAsync().WaitAsync(LiveProcess.Patience));
    }

    [Theory]
    [InlineData("decode .")]
    [InlineData("session .")]
    [InlineData("stats .")]
    [InlineData("which .")]
    [InlineData("diff . .")]
    [InlineData("watch .")]
    [InlineData("encode .")]
    [InlineData("edit . --set header.version=1")]
    [InlineData("keys check .")]
    public async Task A_directory_is_called_one(string arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], arguments.Split(' '));

        Assert.Equal((3, ""), (outcome.Status, outcome.Output));
        Assert.EndsWith(". is a directory, not a file\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_verbs_help_is_wider_than_a_screen_for_one_long_word()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "--help");

        Assert.All(outcome.Output.Split('\n'), line => Assert.True(line.Length < 300, line.Length.ToString(CultureInfo.InvariantCulture)));
    }
}
