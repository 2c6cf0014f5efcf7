using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests.Serving;

/// <summary>What options say, a room that runs does.</summary>
public sealed class OptionTests
{
    [Fact]
    public async Task Limits_on_members_and_on_what_they_say_are_those_that_were_asked_for()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync("ann", "bob", "cyril");
        await served.StartAsync(
            "--max-members", "2", "--max-connections-per-member", "2", "--max-names", "1",
            "--message-size", "20", "--message-rate", "0.001:3", "--moderator", $"{served.IdOf("ann")}", "--keep-alive", "0s");
        ChatConnection ann = await served.EnterAsync("ann");
        ChatConnection again = await served.EnterAsync("ann");
        await served.RefusesAsync(() => served.EnterAsync("ann"), "the client has 2 connections to the room already");
        ChatConnection bob = await served.EnterAsync("bob");
        await served.RefusesAsync(() => served.EnterAsync("cyril"), "the room has 2 members already");

        await ann.SubscribeAsync(0, new PrincipalName("ann"), CancellationToken.None);
        await served.RefusesAsync(() => again.SubscribeAsync(0, new PrincipalName("anna"), CancellationToken.None), "the client has 1 display names already");
        await bob.SubscribeAsync(0, new PrincipalName("bob"), CancellationToken.None);

        await served.RefusesAsync(() => bob.SendAsync("bob: " + new string('x', 16), CancellationToken.None), "message has 21 bytes; the limit is 20");
        await served.RefusesAsync(() => bob.SendAsync("bob: /kick ann", CancellationToken.None), "a command of a moderator, from a client that is none");
        // That was the first of three.
        for (int i = 0; i < 2; i++)
            await bob.SendAsync("bob: " + new string('x', 15), CancellationToken.None).WaitAsync(Apps.Patience);
        await served.RefusesAsync(() => bob.SendAsync("bob: x", CancellationToken.None), "messages come faster than the client may send them");

        await ann.SendAsync("ann: /kick bob", CancellationToken.None).WaitAsync(Apps.Patience);
        await served.Process.ComplainsAsync($"client {served.IdOf("bob")}, was put out");

        Assert.Equal(0, await ProbeTicksAsync(served));
        await served.Process.StopAsync();
    }

    [Fact]
    public async Task The_silent_are_cut_off_when_their_time_is_over_but_not_subscribers()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync("ann", "bob");
        await served.StartAsync("--ticket-deadline", "10s", "--idle-timeout", "10s", "--keep-alive", "5m");
        // The system counts in hundredths of a second.
        Assert.InRange(await ProbeTicksAsync(served), 60_00, 300_00);
        ChatConnection ann = await served.EnterAsync("ann");
        await ann.SubscribeAsync(0, new PrincipalName("ann"), CancellationToken.None).WaitAsync(Apps.Patience);
        ChatConnection bob = await served.EnterAsync("bob");
        Task bobsEnd = bob.Events.GetAsyncEnumerator().MoveNextAsync().AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);

        // One that goes on to ask is not silent, but not let in either.
        Socket stranger = await served.ConnectAsync();
        Task<int> answers = ServedRoom.ReadAsync(stranger, int.MaxValue / 2);
        while (!answers.IsCompleted)
        {
            try
            {
                await stranger.SendAsync(Members(default));
                await Task.Delay(100);
            }
            catch (SocketException)
            {
                break;
            }
        }

        await served.Process.ComplainsAsync("was not let in within 10 s");
        await bobsEnd.WaitAsync(Apps.Patience);
        Assert.Single(await ann.ListMembersAsync(CancellationToken.None).WaitAsync(Apps.Patience));
        await served.Process.StopAsync();
    }

    [Fact]
    public async Task Connections_beyond_those_of_a_room_and_of_a_source_are_turned_away()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync("ann");
        await served.StartAsync("--max-connections", "4", "--max-connections-per-source", "3", "--ticket-deadline", "10m");
        for (int i = 0; i < 3; i++)
            await served.ConnectAsync(IPAddress.Loopback);
        Assert.Equal(0, await ServedRoom.ReadAsync(await served.ConnectAsync(IPAddress.Loopback), 1));
        await served.Process.ComplainsAsync("its address has 3 connections already");
        IPAddress other = IPAddress.Parse("127.0.0.2");
        // From the fourth on the room is crowded, and soon cuts off who is silent.
        await served.ConnectAsync(other);
        Assert.Equal(0, await ServedRoom.ReadAsync(await served.ConnectAsync(other), 1));
        await served.Process.ComplainsAsync("there are 4 connections already");
        await served.Process.StopAsync();
    }

    [Fact]
    public async Task A_subscriber_may_be_behind_by_so_many_bytes_and_no_more()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync("ann", "bob");
        await served.StartAsync("--max-bytes-behind", "65536", "--message-rate", "0");
        using ClientSession bob = served.NewSession("bob");
        Socket reader = await served.ConnectAsync(buffer: 4 * 1024);
        await SendAsync(reader, bob.WriteTicket);
        await SendAsync(reader, output => bob.WriteSubscription(output, 0, new PrincipalName("bob")));
        Assert.Equal(2 * ResponseHeader.Size, await ServedRoom.ReadAsync(reader, 2 * ResponseHeader.Size));

        // With what the system and the connection hold for it, this is less than the megabyte that is the default.
        ChatConnection ann = await served.EnterAsync("ann");
        string text = "ann: " + new string('x', 8_000);
        for (int i = 0; i < 110; i++)
            await ann.SendAsync(text, CancellationToken.None).WaitAsync(Apps.Patience);
        await served.Process.ComplainsAsync($"client {served.IdOf("bob")}, was put out: You take too slowly");
        await served.Process.StopAsync();
    }

    [Fact]
    public async Task Latecomers_see_so_many_events_and_none_that_are_older()
    {
        await using ServedRoom served = await ServedRoom.WithClientsAsync("ann", "bob");
        await served.StartAsync("--history", "5", "--message-rate", "0");
        ChatConnection ann = await served.EnterAsync("ann");
        for (int i = 1; i <= 12; i++)
            await ann.SendAsync($"ann: {i}", CancellationToken.None).WaitAsync(Apps.Patience);
        Assert.Equal(["ann: 8", "ann: 9", "ann: 10", "ann: 11", "ann: 12"], await HeldAsync(served, "bob"));
        await served.Process.StopAsync();

        await served.StartAsync("--history-age", "1s", "--message-rate", "0");
        ann = await served.EnterAsync("ann");
        await ann.SendAsync("ann: 13", CancellationToken.None).WaitAsync(Apps.Patience);
        using var patience = new CancellationTokenSource(Apps.Patience);
        while ((await HeldAsync(served, "bob")).Count > 0)
            await Task.Delay(200, patience.Token);
        await served.Process.StopAsync();
    }

    /// <summary>Ann's messages that a latecomer is told: what comes before his own first.</summary>
    private static async Task<List<string>> HeldAsync(ServedRoom served, string name)
    {
        await using ChatConnection chat = await served.EnterAsync(name);
        await chat.SubscribeAsync(0, new PrincipalName(name), CancellationToken.None).WaitAsync(Apps.Patience);
        string own = $"{name}: {Guid.NewGuid()}";
        await chat.SendAsync(own, CancellationToken.None).WaitAsync(Apps.Patience);
        List<string> messages = [];
        await foreach (RoomEventRecord happened in chat.Events)
        {
            string text = Encoding.UTF8.GetString(happened.Content.Span);
            if (text == own)
                break;
            if (happened.Kind == EventKind.Message && text.StartsWith("ann: ", StringComparison.Ordinal))
                messages.Add(text);
        }

        return messages;
    }

    /// <summary>Hundredths of a second until the system asks whether the peer of a new connection is there still; 0: it will not ask.</summary>
    private static async Task<int> ProbeTicksAsync(ServedRoom served)
    {
        using Socket socket = await served.ConnectAsync();
        // Who is answered was accepted.
        await socket.SendAsync(Members(default));
        Assert.Equal(ResponseHeader.Size, await ServedRoom.ReadAsync(socket, ResponseHeader.Size));
        string ends = string.Create(CultureInfo.InvariantCulture, $":{served.EndPoint.Port:X4} 0100007F:{((IPEndPoint)socket.LocalEndPoint!).Port:X4} ");
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (true)
        {
            // While others come and go, a reader of this file may miss a row.
            string? row = File.ReadLines("/proc/net/tcp").FirstOrDefault(line => line.Contains(ends, StringComparison.Ordinal));
            // Which timer runs, and when it ends: 02 is that of keep-alive, 01 that of an acknowledgement.
            if (row?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[5].Split(':') is { } timer && timer[0] != "01")
                return timer[0] == "02" ? int.Parse(timer[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
            await Task.Delay(20, patience.Token);
        }
    }

    private static byte[] Members(PrincipalId client)
    {
        byte[] request = new byte[RequestHeader.Size];
        new RequestHeader { ClientId = client, Version = ProtocolLimits.Version, Code = MembersRequest.Code }.Pack(request);
        return request;
    }

    private static async Task SendAsync(Socket socket, Action<IBufferWriter<byte>> write)
    {
        var request = new ArrayBufferWriter<byte>();
        write(request);
        await socket.SendAsync(request.WrittenMemory);
    }
}
