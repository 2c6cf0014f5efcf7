using System.Net.Sockets;
using KerberosGen.Framing;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class StopTests
{
    /// <summary>Limits that end nobody's connection while a test lasts.</summary>
    private static readonly string[] Patient = ["--request-rate-per-principal", "0", "--packet-deadline", "1h", "--idle-timeout", "1d"];

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Told_to_stop_under_load_it_keeps_what_it_answered_and_exits_0(string signal)
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, "-pr", "tcp");
        var answered = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var enough = new SemaphoreSlim(0);
        Task[] load = [.. Enumerable.Range(0, 4).Select(async worker =>
        {
            for (int i = 0; ; i++)
            {
                try
                {
                    string name = $"w{worker}n{i}";
                    await Traffic.RegisterAsync(kdc.EndPoint, name);
                    answered.Add(name);
                    enough.Release();
                }
                catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
                {
                    return;
                }
            }
        })];
        for (int i = 0; i < 20; i++)
            Assert.True(await enough.WaitAsync(Apps.Patience));
        kdc.Signal(signal);
        Assert.Equal(0, await kdc.ExitAsync());
        await Task.WhenAll(load);
        string stored = await File.ReadAllTextAsync(here.File("clients.txt"));
        Assert.All(answered, name => Assert.Contains($": {name}: ", stored, StringComparison.Ordinal));
        await kdc.ComplainsAsync("Stopped");

        // The lock is free: another KDC takes the directory over.
        await using WatchedKdc next = await WatchedKdc.StartReadyAsync(here.Path);
        await next.StopAsync();
    }

    [Fact]
    public async Task A_peer_that_takes_no_answer_does_not_keep_it_from_stopping()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, Patient);
        ClientIdentity client = await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        for (int i = 0; i < 20; i++)
            await Traffic.RegisterServiceAsync(kdc.EndPoint, $"Printer {i}");
        using Socket stuck = await AskWithoutReadingAsync(kdc, client.Id);
        using var halfSaid = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await halfSaid.ConnectAsync(kdc.EndPoint);
        await halfSaid.SendAsync(new byte[3]);

        kdc.Signal("TERM");
        Assert.Equal(0, await kdc.ExitAsync());
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = await WatchedKdc.StartReadyAsync(here.Path, Patient);
        ClientIdentity client = await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        for (int i = 0; i < 20; i++)
            await Traffic.RegisterServiceAsync(kdc.EndPoint, $"Printer {i}");
        using Socket stuck = await AskWithoutReadingAsync(kdc, client.Id);
        // It waits for that peer for a few seconds only, which a busy machine may take to bring its words here.
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!kdc.HasEnded)
        {
            kdc.Signal("TERM");
            await Task.Delay(50, patience.Token);
        }

        Assert.Equal(128 + 15, await kdc.ExitAsync());
    }

    [Theory]
    [InlineData("exec setsid \"$0\" -p 0 </dev/null")]
    [InlineData("exec \"$0\" -p 0 <&-")]
    [InlineData("exec \"$0\" -p 0 <&- 2>/dev/null")]
    public async Task It_runs_without_a_terminal_and_with_standard_input_closed(string command)
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.StartProgram(here.Path, "/bin/bash", ["-c", command, Apps.PathOf("kdc")]);
        await kdc.ReadyAsync();
        await Traffic.RegisterAsync(kdc.EndPoint, "ann");
        await kdc.StopAsync();
    }

    [Theory]
    [InlineData("exec \"$0\" -p 0 > >(exec true)")]
    [InlineData("exec \"$0\" -p 0 >/dev/full")]
    [InlineData("exec \"$0\" -p 0 >&-")]
    public async Task Nobody_need_read_its_standard_output(string command)
    {
        using var here = new KdcDirectory();
        await using WatchedKdc kdc = WatchedKdc.StartProgram(here.Path, "/bin/bash", ["-c", command, Apps.PathOf("kdc")]);
        string ready = await kdc.ComplainsAsync("Ready on ");
        var endPoint = System.Net.IPEndPoint.Parse(ready.Split("Ready on ")[1].Split(' ')[0]);
        await Traffic.RegisterAsync(endPoint, "ann");
        await kdc.StopAsync();
        Assert.DoesNotContain("KDC ready", await File.ReadAllTextAsync(here.File("clients.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_clients_were_last_seen_is_written_at_an_interval_and_at_the_end_and_not_for_each_request()
    {
        using var here = new KdcDirectory();
        await using WatchedKdc lazy = await WatchedKdc.StartReadyAsync(here.Path, "--last-seen-interval", "1h");
        ClientIdentity ann = await Traffic.RegisterAsync(lazy.EndPoint, "ann");
        PrincipalId room = await Traffic.RegisterServiceAsync(lazy.EndPoint, "Printer 10");
        string registered = await File.ReadAllTextAsync(here.File("clients.txt"));
        // Times are written in seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        for (int i = 0; i < 20; i++)
            await Traffic.GetTicketAsync(lazy.EndPoint, ann, room);
        Assert.Equal(registered, await File.ReadAllTextAsync(here.File("clients.txt")));
        await lazy.StopAsync();
        string stopped = await File.ReadAllTextAsync(here.File("clients.txt"));
        Assert.NotEqual(registered, stopped);

        await using WatchedKdc eager = await WatchedKdc.StartReadyAsync(here.Path, "--last-seen-interval", "1s");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await Traffic.GetTicketAsync(eager.EndPoint, ann, room);
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (await File.ReadAllTextAsync(here.File("clients.txt"), patience.Token) == stopped)
            await Task.Delay(100, patience.Token);
        await eager.StopAsync();
    }

    /// <summary>Asks for far more than a connection's buffers hold, and reads nothing of it.</summary>
    private static async Task<Socket> AskWithoutReadingAsync(WatchedKdc kdc, PrincipalId client)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        for (int i = 0; i < 4_000; i++)
            Frame.Write(output, new RequestHeader { ClientId = client, Version = ProtocolLimits.Version }, default(ServiceListRequest));
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(kdc.EndPoint);
        await socket.SendAsync(output.WrittenMemory);
        // Until it has filled what there is, it is not stuck.
        using var patience = new CancellationTokenSource(Apps.Patience);
        int before;
        do
        {
            before = socket.Available;
            await Task.Delay(300, patience.Token);
        }
        while (socket.Available == 0 || socket.Available != before || !kdc.IsIdle);
        return socket;
    }
}
