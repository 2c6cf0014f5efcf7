using System.Buffers.Binary;
using System.Text.RegularExpressions;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Commands;

/// <summary>What goes wrong is one line on standard error, exit 1, and nothing on standard output.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_wrong_password()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        const string Sentence = "The KDC's answer does not open with this password: type the password that the name was registered with.";
        Assert.Equal(Sentence, await site.FailAsAsync("ann", "guessed", "ticket", "Printer 10"));
        Assert.Equal(Sentence, await site.FailAsAsync("ann", "guessed", "chat", "Printer 10"));
        Assert.Equal(Sentence, await site.FailAsAsync("ann", "guessed", "who", "Printer 10"));
        Assert.DoesNotContain("guessed", site.Apps.EverythingSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ticket")]
    [InlineData("chat")]
    [InlineData("who")]
    public async Task An_unknown_room(string command)
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        Assert.Equal("The KDC knows no room \"Printer\\u001b99\": 'client services' lists those it knows.", await site.FailAsync(command, "Printer\e99"));
    }

    [Fact]
    public async Task Nobody_registered_yet()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        foreach (string[] command in new[] { ["services"], ["ticket", "Printer 10"], ["chat", "Printer 10"], new[] { "who", "Printer 10" } })
            Assert.Equal("You are not registered here yet: 'client register -un NAME' does that.", await site.FailAsAsync("ben", ClientSite.Password, command));
    }

    [Fact]
    public async Task A_name_that_is_taken()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        Assert.Equal(
            "The KDC refused to register the client \"ann\": the name is taken or none that it accepts, or it registers nobody now; its log says which.",
            await site.FailAsAsync("ben", ClientSite.Password, "register", "-un", "ann"));
        Assert.False(File.Exists(site.Apps.FileOf("ben", "me.info")));
    }

    [Fact]
    public async Task A_directory_of_another_identity()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        string directory = site.Apps.DirectoryOf("ann");
        Assert.Equal($"{directory} belongs to \"ann\", not to \"ben\": use another directory (--data), one for each identity.", await site.FailAsync("services", "-un", "ben"));
        Assert.Equal($"{directory} belongs to \"ann\", not to \"ben\": use another directory (--data), one for each identity.", await site.FailAsync("register", "-un", "ben"));
        Assert.Equal($"{directory} belongs to \"ann\" already: use another directory (--data), one for each identity.", await site.FailAsync("register", "-un", "ann"));
    }

    [Fact]
    public async Task A_KDC_whose_data_is_new()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        AppProcess other = site.Apps.Start("kdc", "other", "-p", "0");
        int port = AppSite.PortOf((await other.SaysAsync("KDC ready on ")).Split(' ')[3]);
        Assert.Equal(
            $"The KDC at 127.0.0.1:{port} does not know \"ann\", or has disabled it. If its data is new, register anew: in another directory (--data), or after removing me.info and services_info.json from {site.Apps.DirectoryOf("ann")}.",
            await site.FailAsync("services", "-p", $"{port}"));
    }

    [Fact]
    public async Task A_client_that_the_KDC_has_disabled()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await site.DoAsync("services");
        AppProcess disable = site.Apps.Start("kdc", "kdc", "principals", "disable", "ann");
        Assert.Equal(0, await disable.ExitAsync());
        Assert.StartsWith($"The KDC at 127.0.0.1:{site.Apps.KdcPort} does not know \"ann\", or has disabled it. ", await site.FailAsync("ticket", "Printer 10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_KDC_that_is_away()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await site.Kdc.StopAsync();
        string file = site.Apps.FileOf("ann", "srv.info");
        foreach (string[] command in new[] { ["services"], ["ticket", "Printer 10"], ["chat", "Printer 10"], new[] { "who", "Printer 10" } })
        {
            Assert.Equal(
                $"The KDC at 127.0.0.1:{site.Apps.KdcPort} cannot be reached (it refuses connections). Is it running, and are -ip, -p and -pr right?",
                await site.FailAsync(command));
        }

        AppProcess client = site.Apps.Start("client", "ann", "services");
        Assert.Equal(1, await client.ExitAsync());
        Assert.Equal(
            $"The KDC at 127.0.0.1:{site.Apps.KdcPort} cannot be reached (it refuses connections). Is it running, and are {file}:1 and -pr right?", client.Errors.Text);
    }

    [Theory]
    [InlineData("ticket")]
    [InlineData("chat")]
    [InlineData("who")]
    public async Task A_password_that_nobody_can_be_asked_for(string command)
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        Assert.Equal(
            "There is no terminal to ask for a password: use --password-stdin or KERBEROSGEN_PASSWORD.", await site.FailAsAsync("ann", null, command, "Printer 10"));
    }

    [Fact]
    public async Task A_room_that_is_away()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        string address = (await site.Rooms.SaysAsync("Printer 10 ready on ")).Split(' ')[^1];
        await site.Rooms.StopAsync();
        string sentence = $"The room \"Printer 10\" at {address} cannot be reached (it refuses connections). Is it running? 'client services' asks the KDC where it is now.";
        Assert.Equal(sentence, await site.FailAsync("who", "Printer 10"));
        Assert.Equal(sentence, await site.FailAsync("chat", "Printer 10"));
    }

    [Fact]
    public async Task A_room_that_closes_the_connection()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        await using var room = new FakeServer([]);
        await AddRoomAsync(site, room);
        Assert.Equal("The room closed the connection.", await site.FailAsync("who", "Lobby"));
    }

    [Fact]
    public async Task A_refusal_by_the_room_that_does_not_say_why()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        await using var room = new FakeServer(FakeServer.Response(GeneralError.Code));
        await AddRoomAsync(site, room);
        string sentence = await site.FailAsync("who", "Lobby");
        Assert.StartsWith("The room refused the ticket and does not say why", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("clock", sentence, StringComparison.Ordinal);
        Assert.Equal(sentence, await site.FailAsync("chat", "Lobby"));
    }

    [Theory]
    [InlineData(1000, "behind")]
    [InlineData(-1000, "ahead of")]
    public async Task A_refusal_by_the_room_where_the_ticket_shows_that_our_clock_is_off(int seconds, string direction)
    {
        await using ClientSite site = await ClientSite.StartAsync();
        await using var room = new FakeServer(FakeServer.Response(GeneralError.Code));
        await AddRoomAsync(site, room);
        // As if the KDC's clock were elsewhere: when a ticket was made stands in it in the clear, behind version, client and service.
        await using var kdc = new FakeServer(async request =>
        {
            byte[] answer = await FakeServer.AskAsync(site.Apps.KdcPort, request);
            if (FakeServer.CodeOf(request) == TicketRequest.Code)
            {
                Span<byte> created = answer.AsSpan(answer.Length - Ticket.Size + 33, sizeof(long));
                BinaryPrimitives.WriteInt64LittleEndian(created, BinaryPrimitives.ReadInt64LittleEndian(created) + seconds);
            }

            return answer;
        });
        AppProcess client = site.Apps.StartClient("ann", ClientSite.Password, "who", "Lobby", "-p", $"{kdc.Port}", "--accept-unauthenticated-tickets");
        Assert.Equal(1, await client.ExitAsync());
        string said = client.Errors.Text;
        Match clock = Regex.Match(said, $"clock is ([0-9]+) s {direction} the KDC's");
        Assert.True(clock.Success, said);
        Assert.InRange(int.Parse(clock.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 900, 1100);
    }

    [Fact]
    public async Task An_answer_that_was_replayed()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        byte[]? old = null;
        await using var kdc = new FakeServer(async request =>
        {
            byte[] answer = await FakeServer.AskAsync(site.Apps.KdcPort, request);
            return FakeServer.CodeOf(request) == TicketRequest.Code ? old ??= answer : answer;
        });
        await site.DoAsync("ticket", "Printer 10", "-p", $"{kdc.Port}");
        Assert.Equal(
            "The KDC's answer is not to this request (its nonce is another): someone may be replaying old answers.",
            await site.FailAsync("ticket", "Printer 10", "-p", $"{kdc.Port}"));
    }

    [Fact]
    public async Task A_KDC_that_lists_what_cannot_be()
    {
        await using ClientSite site = await ClientSite.StartAsync("Printer 10");
        await using var twice = new FakeServer(async request =>
        {
            byte[] answer = await FakeServer.AskAsync(site.Apps.KdcPort, request);
            return FakeServer.Response(ServiceListResponse.Code, [.. answer.AsSpan(ResponseHeader.Size), .. answer.AsSpan(ResponseHeader.Size)]);
        });
        Assert.StartsWith($"The KDC at 127.0.0.1:{twice.Port} cannot be reached (entry 2 of its list of services ", await site.FailAsync("services", "-p", $"{twice.Port}"), StringComparison.Ordinal);
        await using var huge = new FakeServer([24, 0x42, 0x06, 0xff, 0xff, 0xff, 0x7f]);
        Assert.StartsWith($"The KDC at 127.0.0.1:{huge.Port} cannot be reached (", await site.FailAsync("services", "-p", $"{huge.Port}"), StringComparison.Ordinal);
        await using var silent = new FakeServer([]);
        Assert.StartsWith($"The KDC at 127.0.0.1:{silent.Port} cannot be reached (it closed the connection without an answer", await site.FailAsync("services", "-p", $"{silent.Port}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srv.info", "127.0.0.1\n", 1, "'127.0.0.1' is not an address and a port such as 127.0.0.1:8000")]
    [InlineData("srv.info", "127.0.0.1:8000\n127.0.0.1:80000\n", 2, "'80000' is not a port: a port is a number from 1 to 65535")]
    [InlineData("me.info", "ann\n", 1, "the file must have two lines, name and id; it has 1")]
    [InlineData("me.info", "ann\n0123\n", 2, "an id is 32 hex digits")]
    [InlineData("services_info.json", "[\n  {\n    \"server_id\": 7\n", 4, null)]
    [InlineData("services_info.json", "[\n  {\n    \"server_id\": \"xyz\"\n  }\n]\n", 3, null)]
    public async Task A_corrupt_file(string file, string content, int line, string? reason)
    {
        await using ClientSite site = await ClientSite.StartAsync();
        string path = site.Apps.FileOf("ann", file);
        await File.WriteAllTextAsync(path, content);
        AppProcess client = site.Apps.Start("client", "ann", "services");
        Assert.Equal(1, await client.ExitAsync());
        string said = Assert.Single(client.Errors.Lines);
        Assert.StartsWith($"{path}:{line}: {reason}", said, StringComparison.Ordinal);
        Assert.EndsWith(". Correct it or move the file away, and start again; nothing in it was changed.", said, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task A_directory_that_is_a_file()
    {
        await using ClientSite site = await ClientSite.StartAsync();
        await File.WriteAllTextAsync(site.Apps.FileOf("ann", "file"), "");
        Assert.Equal($"--data: {site.Apps.FileOf("ann", "file")} is a file; a directory is needed.", await site.FailAsync("services", "--data", "file"));
    }

    /// <summary>Has the KDC send clients to a room, Lobby, that a test plays.</summary>
    private static async Task AddRoomAsync(ClientSite site, FakeServer room)
    {
        AppProcess add = site.Apps.Start("kdc", "kdc", "services", "add", "Lobby", "--address", $"127.0.0.1:{room.Port}");
        Assert.True(await add.ExitAsync() == 0, add.Errors.Text);
    }
}
