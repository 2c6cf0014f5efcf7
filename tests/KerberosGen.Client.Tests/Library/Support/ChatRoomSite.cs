using System.Net;
using KerberosGen.Clients;
using KerberosGen.Hosting;
using KerberosGen.Hosting.Tests;
using KerberosGen.Hosting.Tests.RoomModel;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Client.Tests.Library;

/// <summary>A room on a socket, on a store that outlives it, and tickets to it without a KDC.</summary>
internal sealed class ChatRoomSite : IAsyncDisposable
{
    private static readonly ServerLimits Limits = new() { DrainTimeout = TimeSpan.FromMilliseconds(100) };

    private readonly InMemoryRoomStore _store = new();
    private readonly RecordingObserver _observer = new();
    private RoomServer? _server;
    private RoomWriter? _writer;

    private ChatRoomSite(RoomOptions options) => Options = options;

    public RoomIdentity Identity { get; } = Passes.NewRoom();

    public RoomOptions Options { get; set; }

    /// <summary>Where the room listens, or listened.</summary>
    public IPEndPoint EndPoint { get; private set; } = new(IPAddress.Loopback, 0);

    /// <summary>Why the room refused what it refused.</summary>
    public IReadOnlyCollection<string> Refusals => _observer.Refusals;

    /// <summary>What was said in the room, in its order.</summary>
    public IReadOnlyList<string> Said => [.. _observer.Messages];

    public static ChatRoomSite Start(RoomOptions? options = null)
    {
        var site = new ChatRoomSite(options ?? Site.Generous);
        site.Open(FreePorts.Take());
        return site;
    }

    /// <summary>Tickets for a new client.</summary>
    public GivenTickets TicketsFor(string name, IPEndPoint? at = null)
    {
        PrincipalId client = Passes.NewId();
        return new GivenTickets(() => new RoomTicket(
            new PrincipalName(name), client, new ServiceInfo(Identity.Id, Identity.Name, at ?? EndPoint), Passes.TicketOf(client, Identity)));
    }

    /// <summary>Ends the room, with all its connections.</summary>
    public async Task KillAsync()
    {
        await _server!.DisposeAsync();
        _store.Dispose();
        _server = null;
    }

    /// <summary>Brings the room back on what was kept.</summary>
    /// <param name="isElsewhere">True for another port.</param>
    public void BringBack(bool isElsewhere = false) => Open(isElsewhere ? 0 : EndPoint.Port);

    public async Task<ModerationResult> ModerateAsync(ModerationVerb verb, string target)
    {
        _writer!.Post(RoomCommand.Moderate(new ModerationAct(verb, target, null, "console"), out Task<ModerationResult> answer));
        return await answer.WaitAsync(Patience.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
    }

    private void Open(int port)
    {
        _writer = new RoomWriter(new ChatRoom(Options, _store, _observer, TimeProvider.System), TimeProvider.System);
        _server = RoomServer.Start(
            new RoomDoor(Identity, Options, TimeProvider.System), _writer, new IPEndPoint(IPAddress.Loopback, port), _observer, Limits, null, NullLoggerFactory.Instance);
        EndPoint = _server.EndPoint;
    }
}
