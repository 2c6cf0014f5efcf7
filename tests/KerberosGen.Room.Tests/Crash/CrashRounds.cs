using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Hosting.Tests.RoomModel;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Room.Tests.Crash;

/// <summary>
/// Round after round on the same data: everybody talks, somebody is banned and another takes a name, SIGKILL in the middle, the
/// room comes back, and so do its members, with the tickets that they have.
/// </summary>
internal sealed class CrashRounds : IAsyncDisposable
{
    private const int Talkers = 8;
    private const int History = 100_000;
    private const string RoomName = "Printer 10";

    private static readonly TimeSpan LongestMoment = TimeSpan.FromMilliseconds(3);

    private readonly AppSite _site = new();
    private readonly OrderBook _book = new();
    private readonly List<CrashMember> _talkers = [];
    private readonly List<CrashMember> _banned = [];
    private readonly List<CrashMember> _named = [];
    private IPEndPoint _endPoint = new(IPAddress.Loopback, 0);
    private CrashMember? _auditor;
    private int _answered;

    /// <summary>Eight, or forty if <c>KERBEROSGEN_LONG</c> is 1.</summary>
    public static int Count => Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1" ? 40 : 8;

    private CrashMember Moderator => _talkers[0];

    private IPEndPoint Kdc => new(IPAddress.Loopback, _site.KdcPort);

    public async Task RunAsync(int rounds)
    {
        // All come from one address, faster than a KDC lets anyone ask.
        await _site.StartKdcAsync(
            "--registration-rate-per-source", "0", "--request-rate-per-source", "0", "--request-rate-per-principal", "0", "--refusal-rate-per-principal", "0");
        for (int i = 0; i < Talkers; i++)
            _talkers.Add(await RegisterAsync($"talker{i}"));
        _auditor = await RegisterAsync("auditor");
        AppProcess room = await StartRoomAsync();
        await GiveTicketsAsync([.. _talkers, _auditor]);
        foreach (CrashMember talker in _talkers)
            await talker.ComeInAsync(_endPoint);

        for (int round = 1; round <= rounds; round++)
        {
            await TalkUntilKilledAsync(room, round);
            room = await StartRoomAsync();
            await CheckDoorAsync();
            foreach (CrashMember talker in _talkers)
                await talker.ComeInAsync(_endPoint);
            await SettleAsync();
        }

        await AuditAsync(room);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (CrashMember member in (CrashMember[])[.. _talkers, .. _banned, .. _named])
            await member.GoAsync();
        await _site.DisposeAsync();
    }

    private async Task<AppProcess> StartRoomAsync() =>
        await _site.StartRoomsAsync("rooms", [RoomName], "-nos", "1", "--message-rate", "0", "--history", $"{History}", "--moderator", $"{Moderator.Id}");

    private async Task<CrashMember> RegisterAsync(string name)
    {
        await using KdcClient client = await KdcClient.ConnectAsync(Kdc, null, overUdp: false, CancellationToken.None);
        var password = new Password("correct horse");
        PrincipalId id = await client.RegisterClientAsync(new PrincipalName(name), password, CancellationToken.None);
        return new CrashMember(new ClientIdentity(new PrincipalName(name), id, KeyMaterial.FromPassword(password.Utf8)), History, _book);
    }

    private async Task GiveTicketsAsync(CrashMember[] members)
    {
        await using KdcClient client = await KdcClient.ConnectAsync(Kdc, null, overUdp: false, CancellationToken.None);
        ServiceInfo room = Assert.Single(await client.ListServicesAsync(members[0].Id, CancellationToken.None));
        _endPoint = room.EndPoint;
        foreach (CrashMember member in members)
            member.Ticket = await client.GetTicketAsync(member.Identity, room.Id, SystemRandomSource.Instance, CancellationToken.None);
    }

    /// <summary>In the middle, as soon as a random number of messages was acknowledged, somebody is banned, another gets a name, and a moment later the room is killed.</summary>
    private async Task TalkUntilKilledAsync(AppProcess room, int round)
    {
        CrashMember unwanted = await RegisterAsync($"unwanted{round}");
        CrashMember late = await RegisterAsync($"late{round}");
        await GiveTicketsAsync([unwanted, late]);
        await unwanted.EnterAsync(_endPoint);
        _answered = 0;
        int answers = Random.Shared.Next(20, 400);
        Task[] talking = [.. _talkers.Skip(1).Select(talker => Task.Run(() => talker.TalkAsync(() => Interlocked.Increment(ref _answered))))];
        Task all = Task.WhenAll(talking);
        await UntilAsync(() => Volatile.Read(ref _answered) >= answers || all.IsCompleted, $"{answers} acknowledgements");
        await Moderator.CommandAsync($"/ban {unwanted.Id}");
        _banned.Add(unwanted);
        await late.ComeInAsync(_endPoint);
        _named.Add(late);
        await Task.Delay(LongestMoment * Random.Shared.NextDouble());
        await room.KillAsync();
        await all.WaitAsync(Apps.Patience);
        foreach (CrashMember member in (CrashMember[])[.. _talkers, unwanted, late])
            await member.GoAsync();
    }

    /// <summary>What was presented before is refused, and so are the banned, and who asks for another's name.</summary>
    private async Task CheckDoorAsync()
    {
        foreach (byte[] request in _talkers.Concat(_named).Concat(_banned).SelectMany(static member => member.TicketRequests))
            Assert.Equal(GeneralError.Code, await PresentAsync(request));
        foreach (CrashMember unwanted in _banned)
            await Assert.ThrowsAsync<RequestRefusedException>(() => unwanted.EnterAsync(_endPoint));
        await _auditor!.EnterAsync(_endPoint);
        foreach (CrashMember owner in _talkers.Concat(_named))
            await Assert.ThrowsAsync<RequestRefusedException>(() => _auditor.AskForNameAsync(owner.Identity.Name));
        await _auditor.GoAsync();
    }

    /// <summary>Presents a 1028 as it is.</summary>
    /// <returns>The answer's code.</returns>
    private async Task<ushort> PresentAsync(byte[] request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(Apps.Patience);
        await socket.ConnectAsync(_endPoint, patience.Token);
        await socket.SendAsync(request, patience.Token);
        byte[] answer = new byte[ResponseHeader.Size];
        for (int read = 0; read < answer.Length;)
        {
            int some = await socket.ReceiveAsync(answer.AsMemory(read), patience.Token);
            Assert.NotEqual(0, some);
            read += some;
        }

        Assert.True(ResponseHeader.Unpack(answer, out ResponseHeader header).IsDone);
        return header.Code;
    }

    /// <summary>Everybody has seen everything, once and in one order, and is there once.</summary>
    private async Task SettleAsync()
    {
        Statement statement = await Moderator.SayAsync();
        await UntilAsync(() => _book.Find(statement) > 0, "the moderator's message");
        ulong last = _book.Find(statement);
        foreach (CrashMember talker in _talkers)
        {
            await UntilAsync(() => talker.Log.Last >= last, $"event {last} at {talker.Name}, who has seen {talker.Log.Last}");
            talker.Log.CheckBegin();
        }

        _book.CheckStatements();
        Assert.All(_talkers, talker => Assert.Equal(1, _book.Balance(talker.Id)));
        Assert.All(_named, late => Assert.Equal(0, _book.Balance(late.Id)));
    }

    /// <summary>The room is stopped in order, and what it holds then is everything.</summary>
    private async Task AuditAsync(AppProcess room)
    {
        foreach (CrashMember talker in _talkers)
            await talker.GoAsync();
        await room.StopAsync();
        await StartRoomAsync();
        ulong last = _book.Last;
        await _auditor!.ComeInAsync(_endPoint);
        await UntilAsync(() => _auditor.Log.Last > last, "what the room holds");
        _auditor.Log.CheckBegin();
        _book.CheckStatements();
        Assert.All(_talkers, talker => Assert.Equal(0, _book.Balance(talker.Id)));
        await _auditor.GoAsync();
    }

    private async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(Apps.Patience);
        while (!isSo())
        {
            _book.ThrowIfBroken();
            Assert.False(patience.IsCancellationRequested, $"Waited in vain for {what}.");
            await Task.Delay(1);
        }
    }
}
