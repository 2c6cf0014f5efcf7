using System.Diagnostics;
using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests.Clients;

/// <summary>Several clients in one directory, and what is left of one that ends in the middle of a change.</summary>
public sealed class SharedDirectoryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WorkDirectory _directory = new();

    [Fact]
    public async Task Of_processes_that_keep_tickets_at_once_none_loses_another_ones()
    {
        const int Each = 10;
        Process[] keepers = [.. new[] { "A", "B", "C" }.Select(Start)];
        string[][] kept = await Task.WhenAll(keepers.Select(keeper => LinesAsync(keeper, Each)));
        foreach (Process keeper in keepers)
            await KillAsync(keeper);
        using var file = ServicesInfoFile.Open(_directory.Path);
        Assert.Empty(kept.SelectMany(static ids => ids).Except(file.Services.Select(static known => known.Service.Id.ToString())));
        Assert.All(file.Services, static known => Assert.NotNull(known.Note));
    }

    [Fact]
    public async Task A_client_that_is_killed_in_the_middle_of_a_change_leaves_whole_files_and_no_lock()
    {
        for (int round = 0; round < 5; round++)
        {
            Process keeper = Start($"round {round}");
            string[] kept = await LinesAsync(keeper, 3 + round);
            await KillAsync(keeper);
            using var file = ServicesInfoFile.Open(_directory.Path);
            Assert.Empty(kept.Except(file.Services.Select(static known => known.Service.Id.ToString())));
        }

        // The next change removes what was half written, for it holds keys.
        using var next = ServicesInfoFile.Open(_directory.Path);
        File.WriteAllText(_directory[".services_info.json.crash.tmp"], "[");
        next.Forget();
        Assert.Equal([".client.lock", "services_info.json"], Names().Where(static name => !name.Contains("ticket_notes", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_two_authenticators_of_a_ticket_have_one_time_whichever_process_makes_them_and_however_it_ends()
    {
        using var file = ServicesInfoFile.Open(_directory.Path);
        SessionTicket ticket = PutOne(file);
        var times = new List<string>();
        Process[] first = [StartTaking(10), StartTaking(10)];
        foreach (string[] taken in await Task.WhenAll(first.Select(static process => LinesAsync(process, 5))))
            times.AddRange(taken);
        // Whoever is killed now may be in the middle of it.
        foreach (Process process in first)
            await KillAsync(process);
        Process last = StartTaking(10);
        times.AddRange(await LinesAsync(last, 10));
        await KillAsync(last);
        Assert.Equal(20, times.Distinct().Count());
        Assert.True(file.TryTakeAuthenticatorTime(ticket, DateTimeOffset.UtcNow, out DateTimeOffset own));
        Assert.True(own.ToUnixTimeSeconds() > times.Max(static time => long.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), "Ours comes after all others.");
    }

    [Fact]
    public void A_ticket_is_good_for_as_many_authenticators_as_reach_a_minute_ahead()
    {
        using var file = ServicesInfoFile.Open(_directory.Path);
        SessionTicket ticket = PutOne(file);
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        for (int at = 0; at <= 60; at++)
        {
            Assert.True(file.TryTakeAuthenticatorTime(ticket, now, out DateTimeOffset time));
            Assert.Equal(now.AddSeconds(at), time);
        }

        Assert.False(file.TryTakeAuthenticatorTime(ticket, now, out _));
        Assert.True(file.TryTakeAuthenticatorTime(ticket, now.AddSeconds(1), out _));
        Assert.False(file.TryTakeAuthenticatorTime(ticket, now.AddHours(-1), out _));
    }

    [Fact]
    public async Task Where_the_disk_is_full_the_old_tickets_stay()
    {
        string[] said = await FullDisk.RunAsync(_directory.Path, "tickets", blocks: 24);
        string[] kept = [.. said.Where(static line => line != "failed")];
        Assert.Equal(3, said.Length - kept.Length);
        Assert.NotEmpty(kept);
        using var file = ServicesInfoFile.Open(_directory.Path);
        Assert.Equal(kept, file.Services.Select(static known => known.Service.Id.ToString()));
        Assert.All(file.Services, static known => Assert.NotNull(known.Ticket));
    }

    [Fact]
    public async Task Whoever_comes_second_waits_until_the_first_has_changed_the_files()
    {
        using var file = ServicesInfoFile.Open(_directory.Path);
        var room = new ServiceInfo(PrincipalId.Parse("5821f9a674174062ad3af49ee1432681"), new PrincipalName("Printer 10"), IPEndPoint.Parse("127.0.0.1:4000"));
        Task putting;
        using (DirectoryLock.Take(_directory.Path, DirectoryLock.ClientFileName))
        {
            putting = Task.Run(() => file.PutTicket(room, TicketKeeper.NewTicket(room.Id), null));
            await Task.WhenAny(putting, Task.Delay(200));
            Assert.False(putting.IsCompleted);
            Assert.False(File.Exists(_directory["services_info.json"]));
        }

        await putting.WaitAsync(Patience);
        Assert.NotNull(Assert.Single(file.Services).Ticket);
    }

    [Fact]
    public void A_ticket_that_is_read_again_is_the_same_one()
    {
        using var file = ServicesInfoFile.Open(_directory.Path);
        var room = new ServiceInfo(PrincipalId.Parse("5821f9a674174062ad3af49ee1432681"), new PrincipalName("Printer 10"), IPEndPoint.Parse("127.0.0.1:4000"));
        SessionTicket ticket = TicketKeeper.NewTicket(room.Id);
        file.PutTicket(room, ticket, null);
        file.Refresh();
        file.Replace([room]);
        Assert.Same(ticket, Assert.Single(file.Services).Ticket);
        file.Forget();
        Assert.True(ticket.SessionKey.Bytes.ContainsAnyExcept((byte)0), "Whoever chats with it still needs it.");
        file.Dispose();
        Assert.False(ticket.SessionKey.Bytes.ContainsAnyExcept((byte)0));
    }

    public void Dispose() => _directory.Dispose();

    private string[] Names() => [.. Directory.GetFiles(_directory.Path).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }

    private static async Task<string[]> LinesAsync(Process process, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var lines = new List<string>();
        while (lines.Count < count)
            lines.Add(await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException($"It ended after {lines.Count} lines: {await process.StandardError.ReadToEndAsync(patience.Token)}"));
        return [.. lines];
    }

    private static SessionTicket PutOne(ServicesInfoFile file)
    {
        var room = new ServiceInfo(PrincipalId.Parse("5821f9a674174062ad3af49ee1432681"), new PrincipalName("Printer 10"), IPEndPoint.Parse("127.0.0.1:4000"));
        SessionTicket ticket = TicketKeeper.NewTicket(room.Id);
        file.PutTicket(room, ticket, null);
        return ticket;
    }

    private Process StartTaking(int count) => Start("authenticators", $"{count}");

    private Process Start(string prefix) => Start("tickets", prefix);

    private Process Start(string what, string argument)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(SharedDirectoryTests).Assembly.Location, what, _directory.Path, argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
