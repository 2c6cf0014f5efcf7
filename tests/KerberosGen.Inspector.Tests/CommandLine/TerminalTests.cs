using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

/// <summary>On a terminal, which `script` (bsdutils) makes.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("terminal-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("TERM=xterm", "", true)]
    [InlineData("TERM=xterm NO_COLOR=1", "", false)]
    [InlineData("TERM=dumb", "", false)]
    [InlineData("TERM=xterm NO_COLOR=1", "--color always", true)]
    [InlineData("TERM=xterm", "--color never", false)]
    public async Task Colour_is_for_terminals_whose_owner_wants_it(string environment, string options, bool isColored)
    {
        string output = await OnTerminal($"{environment} inspector decode {Vector.PathOf("session.pcap")} -n 2 {options}");

        Assert.Contains("ServiceRegistration(1025)", output, StringComparison.Ordinal);
        Assert.Equal(isColored, output.Contains('\e', StringComparison.Ordinal));
        Assert.DoesNotMatch("\e\\[(3[0-9];[0-9]|38|48)", output);
    }

    [Fact]
    public async Task A_long_file_shows_how_far_it_is_and_nothing_stays_of_that()
    {
        string file = LongFile();

        string toFile = await OnTerminal($"TERM=xterm inspector decode {file} --in raw --out json --where 'length > 5000' > {_folder.FullName}/out");
        string toTerminal = await OnTerminal($"TERM=xterm inspector decode {file} --in raw --out json --where 'length > 5000'");
        string toLog = await OnTerminal($"TERM=xterm inspector decode {file} --in raw --out json --where 'length > 5000' > {_folder.FullName}/out 2> {_folder.FullName}/log");

        Assert.Matches(@"\[#+\.*\] +\d+% of \d+\.\d MiB", toFile);
        Assert.Contains("\r\e[K", toFile[toFile.LastIndexOf('%')..], StringComparison.Ordinal);
        Assert.DoesNotContain("MiB", toTerminal, StringComparison.Ordinal);
        Assert.DoesNotContain("MiB", toLog, StringComparison.Ordinal);
        Assert.DoesNotContain("MiB", await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "log")), StringComparison.Ordinal);
    }

    // Long enough for some seconds of work.
    private string LongFile()
    {
        string path = Path.Combine(_folder.FullName, "long.bin");
        byte[] requests = [.. Enumerable.Repeat(Vector.Golden.First(g => g.Code == 1026).Bytes, 5000).SelectMany(b => b)];
        using FileStream file = File.Create(path);
        for (int i = 0; i < 200; i++)
            file.Write(requests);
        return path;
    }

    private static async Task<string> OnTerminal(string line)
    {
        string command = line.Replace("inspector ", $"dotnet {Path.Combine(AppContext.BaseDirectory, "inspector.dll")} ", StringComparison.Ordinal);
        int at = command.IndexOf("dotnet", StringComparison.Ordinal);
        using LiveProcess process = LiveProcess.Shell($"script -qec \"env -u NO_COLOR {command[..at].Trim()} {command[at..].Replace("\"", "\\\"", StringComparison.Ordinal)}\" /dev/null");
        return await process.Output.ReadToEndAsync().WaitAsync(LiveProcess.Patience);
    }
}
