using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using KerberosGen.Storage;

namespace KerberosGen.Kdc.Tests.Administration;

/// <summary>No administrative act happens unseen.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AuditLogTests : IDisposable
{
    private static readonly AuditAct Act = new("disable", "client", "ann");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kerberosgen-audit-");

    private string LogPath => Path.Combine(_directory.FullName, AuditLog.FileName);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_act_says_when_who_how_what_to_whom_and_what_came_of_it(bool isRunning)
    {
        await using var site = new AdministeredSite();
        if (isRunning)
            await site.Apps.StartKdcAsync();
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1);
        string id = JsonNode.Parse(await site.DoAsync("services", "add", "Žluť \u202e", "--address", "127.0.0.1:5000", "--kdc", "127.0.0.1:8000", "--json"))!["id"]!.GetValue<string>();
        await site.FailAsync(1, "services", "disable", "nobody");

        Assert.Equal(4, site.Audit.Count);
        Assert.Equal(["begun", "done", "begun", "refused"], site.Audit.Select(static line => line["outcome"]!.GetValue<string>()));
        Assert.Equal(site.Audit[0]["act"]!.GetValue<string>(), site.Audit[1]["act"]!.GetValue<string>());
        Assert.NotEqual(site.Audit[1]["act"]!.GetValue<string>(), site.Audit[2]["act"]!.GetValue<string>());
        Assert.All(site.Audit, line =>
        {
            Assert.InRange(line["time"]!.GetValue<DateTimeOffset>(), before, DateTimeOffset.UtcNow);
            Assert.Equal(UnixUser.Effective, line["uid"]!.GetValue<uint>());
            Assert.Equal(Environment.UserName, line["user"]!.GetValue<string>());
            Assert.Equal(isRunning ? "socket" : "direct", line["via"]!.GetValue<string>());
            Assert.Equal("service", line["kind"]!.GetValue<string>());
        });
        Assert.Equal("add Žluť \u202e 127.0.0.1:5000", $"{site.Audit[1]["verb"]} {site.Audit[1]["name"]} {site.Audit[1]["detail"]}");
        Assert.Equal(id, site.Audit[1]["id"]!.GetValue<string>());
        Assert.Equal("There is no service \"nobody\": 'kdc services list' names those there are.", site.Audit[3]["reason"]!.GetValue<string>());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(site.AuditPath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_act_that_cannot_be_written_down_is_not_done(bool isRunning)
    {
        await using var site = new AdministeredSite();
        if (isRunning)
            await site.Apps.StartKdcAsync();
        await site.AddClientAsync("ann", "pw", "--kdc", "127.0.0.1:8000");
        string before = await site.DoAsync("principals", "list");
        File.Delete(site.AuditPath);
        Directory.CreateDirectory(site.AuditPath);

        Assert.StartsWith("Nothing was done: the audit log cannot be written (", await site.FailAsync(1, "principals", "remove", "ann", "--yes"), StringComparison.Ordinal);
        Assert.StartsWith(
            "Nothing was done: ", await site.FailAsync(1, "principals", "password", "ann", "--random-password", "--force", "--kdc", "127.0.0.1:8000"), StringComparison.Ordinal);

        Assert.Equal(before, await site.DoAsync("principals", "list"));
        Directory.Delete(site.AuditPath);
        await site.DoAsync("principals", "remove", "ann", "--yes");
    }

    [Fact]
    public async Task The_first_line_is_there_before_the_act_and_the_second_before_the_answer()
    {
        var log = new AuditLog(_directory.FullName, TimeProvider.System);
        int during = 0;
        await log.RunAsync(AuditSubject.Direct, Act, async () => during = (await File.ReadAllLinesAsync(LogPath)).Length, static _ => AuditOutcome.Done("id"));
        Assert.Equal(1, during);
        Assert.Equal(2, (await File.ReadAllLinesAsync(LogPath)).Length);
    }

    [Fact]
    public async Task An_act_that_fails_is_in_the_log_as_such()
    {
        var log = new AuditLog(_directory.FullName, TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(() => log.RunAsync<int>(AuditSubject.Direct, Act, () => throw new IOException("The disk is full."), static _ => AuditOutcome.Done()));
        JsonNode end = JsonNode.Parse((await File.ReadAllLinesAsync(LogPath))[1])!;
        Assert.Equal("failed: The disk is full.", $"{end["outcome"]}: {end["reason"]}");
    }

    [Fact]
    public async Task An_act_whose_end_cannot_be_written_down_is_answered_as_such()
    {
        var log = new AuditLog(_directory.FullName, TimeProvider.System);
        IOException said = await Assert.ThrowsAsync<IOException>(() => log.RunAsync(
            AuditSubject.Direct,
            Act,
            () =>
            {
                File.Move(LogPath, LogPath + ".1");
                Directory.CreateDirectory(LogPath);
                return Task.FromResult(0);
            },
            static _ => AuditOutcome.Done()));
        Assert.StartsWith("It was done, but the audit log has only its beginning (act ", said.Message, StringComparison.Ordinal);
        Assert.Contains("\"begun\"", Assert.Single(await File.ReadAllLinesAsync(LogPath + ".1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_never_mix_their_lines()
    {
        AuditLog[] logs = [new(_directory.FullName, TimeProvider.System), new(_directory.FullName, TimeProvider.System)];
        await Parallel.ForAsync(0, 100, async (number, _) => await logs[number % 2].RunAsync(
            AuditSubject.OverSocket(7), Act with { Name = new string('x', number) }, () => Task.FromResult(0), static _ => AuditOutcome.Done()));
        JsonNode[] lines = [.. (await File.ReadAllLinesAsync(LogPath)).Select(static line => JsonNode.Parse(line)!)];
        Assert.Equal(200, lines.Length);
        Assert.All(lines.GroupBy(static line => line["act"]!.GetValue<string>()), static act => Assert.Equal(["begun", "done"], act.Select(static line => line["outcome"]!.GetValue<string>())));
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_short_does_not_swallow_the_next()
    {
        await File.WriteAllTextAsync(LogPath, "{\"time\":\"2026-");
        await new AuditLog(_directory.FullName, TimeProvider.System).RunAsync(AuditSubject.Direct, Act, () => Task.FromResult(0), static _ => AuditOutcome.Done());
        string[] lines = await File.ReadAllLinesAsync(LogPath);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[1..], static line => JsonNode.Parse(line));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogPath));
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
