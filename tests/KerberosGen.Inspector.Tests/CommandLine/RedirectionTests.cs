using System.Diagnostics;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>Standard output and standard error in one file, and several commands after each other.</summary>
public sealed class RedirectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("decode session.pcap --out line")]
    [InlineData("decode session.pcap --out ndjson")]
    [InlineData("session session.pcap")]
    [InlineData("stats session.pcap")]
    [InlineData("decode session.pcap --out csv")]
    [InlineData("diff session.pcap session.pcap")]
    public async Task What_is_written_to_a_file_stands_behind_what_stands_there_and_before_what_follows(string arguments)
    {
        string output = Path.Combine(_folder.FullName, "output.txt");
        string command = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "inspector.dll")}' {arguments.Replace("session.pcap", Vector.PathOf("session.pcap"), StringComparison.Ordinal)}";

        using Process shell = Process.Start("bash", ["-c", $"(echo begin; {command} | wc -c; echo begin; {command}; echo end) > {output} 2>&1"]);
        await shell.WaitForExitAsync();

        string size = (await File.ReadAllLinesAsync(output))[1];
        Assert.StartsWith($"begin\n{size}\nbegin\n", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        Assert.EndsWith("\nend\n", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
        Assert.Equal($"begin\n{size}\nbegin\nend\n".Length + int.Parse(size, System.Globalization.CultureInfo.InvariantCulture), new FileInfo(output).Length);
    }
}
