using System.Diagnostics;
using System.Text;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary><c>inspector spec --watch</c>, as a process over real files.</summary>
public sealed class WatchTests : IDisposable
{
    // Two seconds are promised to a person at a machine of their own; a machine that runs everything at once has longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-watch-");
    private readonly StringBuilder _output = new();
    private readonly Process _watch;

    public WatchTests()
    {
        string packets = Path.Combine(Vector.RepositoryRoot, "runtime", "KerberosGen.Packets");
        foreach (string file in Directory.EnumerateFiles(packets, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(packets, file);
            if (relative.StartsWith("obj", StringComparison.Ordinal) || relative.StartsWith("bin", StringComparison.Ordinal))
                continue;
            string copy = Path.Combine(_folder.FullName, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(Vector.RepositoryRoot, "packets.spec"), Path.Combine(_folder.FullName, "packets.spec"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "inspector.dll"), "spec", "OriginalTicket", "--watch", _folder.FullName, "--sample", Vector.PathOf("session.pcap")])
            start.ArgumentList.Add(argument);
        _watch = Process.Start(start)!;
        _watch.OutputDataReceived += (_, line) => Keep(line.Data);
        _watch.ErrorDataReceived += (_, line) => Keep(line.Data);
        _watch.BeginOutputReadLine();
        _watch.BeginErrorReadLine();
    }

    public void Dispose()
    {
        if (!_watch.HasExited)
            _watch.Kill();
        _watch.WaitForExit();
        _watch.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_save_shows_the_figure_what_moved_and_the_first_packet_that_no_longer_decodes()
    {
        string ticket = Path.Combine(_folder.FullName, "Structures", "Ticket.cs");
        await Shows("same  the declarations say what packets.spec says", "session.pcap: all 48 packets decode");
        Assert.Contains("  ~                     client_id (16 bytes)                      ~\n", Text(), StringComparison.Ordinal);

        await Save(ticket, text => text.Replace("public partial struct OriginalTicket\n{", "public partial struct OriginalTicket\n{\n    /// <summary>New.</summary>\n    public ushort Flags;\n", StringComparison.Ordinal));
        await Shows(
            "wire  OriginalTicket: Flags inserted at offset 0 moves 7 fields; 1028 OriginalSymmetricKeyRequest grows from 289 to 291 bytes; 1603 OriginalTicketResponse grows from 257 to 259 bytes; the other 19 messages are unchanged; packets.spec has no 'flags'",
            "  |             flags             |    version    |               |",
            "packets decode; the first that no longer does:",
            "error KGI103 wrong payload size: ");

        await Save(ticket, text => text.Replace("ushort Flags", "ushrt Flags", StringComparison.Ordinal));
        await Shows("error Ticket.cs(", "): The type or namespace name 'ushrt' could not be found");

        await Save(ticket, text => text.Replace("    public ushrt Flags;\n", "", StringComparison.Ordinal));
        await Shows("same  the declarations say what packets.spec says", "session.pcap: all 48 packets decode");

        await Save(Path.Combine(_folder.FullName, "packets.spec"), text => text.Replace("  created_at   encrypted TimeText      33    32", "  created_at   u32                     33     4", StringComparison.Ordinal));
        await Shows("wire  OriginalTicket: packets.spec gives CreatedAt as u32 (4 bytes), the struct as encrypted TimeText (32 bytes); ");

        Stop();
        await _watch.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, _watch.ExitCode);
        Assert.DoesNotContain('\e', Text());
    }

    private async Task Save(string path, Func<string, string> edit)
    {
        string before = await File.ReadAllTextAsync(path);
        string after = edit(before);
        Assert.NotEqual(before, after);
        lock (_output)
            _output.Clear();
        await File.WriteAllTextAsync(path, after);
    }

    private async Task Shows(params string[] texts)
    {
        long start = Stopwatch.GetTimestamp();
        while (!texts.All(text => Text().Contains(text, StringComparison.Ordinal)))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience && !_watch.HasExited, $"{string.Join("\n", texts.Where(t => !Text().Contains(t, StringComparison.Ordinal)))}\n\nis not shown:\n{Text()}");
            await Task.Delay(50);
        }
    }

    // Not SIGINT: what a shell starts in the background, and all its children, ignore that.
    private void Stop()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_watch.Id}"]);
        kill.WaitForExit();
    }

    private string Text()
    {
        lock (_output)
            return _output.ToString();
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.Append(line).Append('\n');
    }
}
