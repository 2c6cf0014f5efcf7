using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

/// <summary>A file that a verb is to write beside standard output is part of the command line: 2, with the same words everywhere.</summary>
public sealed class UnwritableFileTests
{
    [Theory]
    [InlineData("export md --output FILE")]
    [InlineData("spec TicketRequest --svg FILE")]
    [InlineData("spec --write FILE")]
    [InlineData("session CAPTURE --svg FILE")]
    [InlineData("stats CAPTURE --svg FILE")]
    [InlineData("proxy --listen 127.0.0.1:0 --to 127.0.0.1:1 --record FILE")]
    public async Task Each_verb_answers_the_same(string command)
    {
        string missing = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "file");
        string directory = Path.GetTempPath();

        Assert.Equal((2, $"inspector: {missing} cannot be written: there is no such folder\n"), await Run(command, missing));
        Assert.Equal((2, $"inspector: {directory} cannot be written: it is a directory\n"), await Run(command, directory));
    }

    private static async Task<(int Status, string Error)> Run(string command, string file)
    {
        string[] arguments = [.. command.Split(' ').Select(a => a switch { "FILE" => file, "CAPTURE" => Vector.PathOf("session.pcap"), _ => a })];
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], arguments);
        return (outcome.Status, outcome.Error);
    }
}
