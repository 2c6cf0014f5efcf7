using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KerberosGen.Room.Tests;

/// <summary>What rooms write where standard output is no terminal: lines for programs.</summary>
public sealed class PlainScreenTests
{
    [Fact]
    public async Task A_pipe_is_given_plain_lines_byte_for_byte()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        using Process room = Start(site);
        Task<byte[]> written = ReadAllAsync(room);
        await site.RegisterAsync("ann", ConsoleSite.Password);
        await WaitForPoolAsync(site);
        await site.ChatAsync("ann", ConsoleSite.Password, "Printer 10", "hello\nred \e[31m čau 世界 \u202e\n");
        await StopAsync(room);
        Assert.Matches(
            "^Printer 10 ready on 127\\.0\\.0\\.1:[0-9]+\n"
            + Regex.Escape("Printer 10: ann joined\n[Printer 10] ann: hello\n[Printer 10] ann: red \\u001b[31m čau 世界 \\u202e\nPrinter 10: ann left\n") + "$",
            Encoding.UTF8.GetString(await written));
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_stops_no_chat_and_what_was_left_out_is_counted()
    {
        // More than waits in the pipe, with the writer and behind it.
        const int Size = 8_000;
        const int Count = 1_300;
        await using var site = new AppSite();
        await site.StartKdcAsync();
        using Process room = Start(site, "--message-rate", "0", "--max-bytes-behind", "100000000");
        await site.RegisterAsync("ann", ConsoleSite.Password);
        await site.RegisterAsync("bob", ConsoleSite.Password);
        await WaitForPoolAsync(site);
        AppProcess bob = site.StartClient("bob", ConsoleSite.Password, "chat", "Printer 10");
        await bob.SaysAsync("* bob joined");
        var lines = new StringBuilder();
        for (int n = 0; n < Count; n++)
            lines.Append(CultureInfo.InvariantCulture, $"{n} ").Append('x', Size).Append('\n');
        await site.ChatAsync("ann", ConsoleSite.Password, "Printer 10", lines.ToString());
        await bob.SaysAsync("* ann left");

        // Whoever reads again is told how much is missing, behind what is not.
        int shown = 0;
        Match note = Match.Empty;
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!note.Success)
        {
            string line = await room.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The output ended.");
            note = Regex.Match(line, "^([0-9]+) lines were not shown$");
            if (!note.Success && !line.Contains(" ready on ", StringComparison.Ordinal))
                shown++;
        }

        // Two came, and one of them has left.
        Assert.Equal(Count + 3, shown + int.Parse(note.Groups[1].Value, CultureInfo.InvariantCulture));
        await StopAsync(room);
    }

    [Fact]
    public async Task An_output_that_was_closed_ends_nothing()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        using Process room = Start(site);
        Assert.StartsWith("Printer 10 ready on ", await room.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        room.StandardOutput.Close();
        await site.RegisterAsync("ann", ConsoleSite.Password);
        AppProcess ann = site.StartClient("ann", ConsoleSite.Password, "chat", "Printer 10");
        ann.Write("one\n");
        await ann.SaysAsync("ann: one");
        ann.Write("two\n");
        await ann.SaysAsync("ann: two");
        await StopAsync(room);
    }

    [Fact]
    public async Task A_room_that_nobody_reads_stops_when_told()
    {
        await using var site = new AppSite();
        await site.StartKdcAsync();
        using Process room = Start(site, "--message-rate", "0");
        await site.RegisterAsync("ann", ConsoleSite.Password);
        await WaitForPoolAsync(site);
        string line = new('x', 7_000);
        await site.ChatAsync("ann", ConsoleSite.Password, "Printer 10", string.Concat(Enumerable.Repeat(line + "\n", 50)));
        await StopAsync(room);
    }

    private static Process Start(AppSite site, params string[] arguments)
    {
        var start = new ProcessStartInfo(Apps.PathOf("room"), ["-p", site.KdcPort.ToString(CultureInfo.InvariantCulture), .. arguments])
        {
            WorkingDirectory = site.DirectoryOf("rooms"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            RedirectStandardError = true,
        };
        Process room = Process.Start(start)!;
        room.StandardInput.Close();
        room.BeginErrorReadLine();
        return room;
    }

    /// <summary>Waits until the room is registered without reading what it says.</summary>
    private static async Task WaitForPoolAsync(AppSite site)
    {
        string pool = site.FileOf("rooms", "services_pool.json");
        for (long start = Stopwatch.GetTimestamp(); !File.Exists(pool) || !(await File.ReadAllTextAsync(pool)).Contains("\"is_registered\": true", StringComparison.Ordinal); await Task.Delay(50))
            Assert.True(Stopwatch.GetElapsedTime(start) < Apps.Patience, "The room was not registered.");
    }

    private static async Task<byte[]> ReadAllAsync(Process process)
    {
        var all = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(all);
        return all.ToArray();
    }

    private static async Task StopAsync(Process process)
    {
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Apps.Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, process.ExitCode);
    }
}
