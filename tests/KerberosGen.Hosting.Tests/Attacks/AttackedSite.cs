using KerberosGen.Clients;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>A KDC and one room, by the rules of a test, and a listener in it whose connection nobody attacks.</summary>
internal sealed class AttackedSite : IAsyncDisposable
{
    private readonly RoomOptions _options;
    private ChatConnection? _listening;
    private RoomServer? _again;

    private AttackedSite(Site site, SiteRoom room, RoomOptions options, Rules rules)
    {
        Site = site;
        Room = room;
        Rules = rules;
        _options = options;
    }

    public Site Site { get; }

    public SiteRoom Room { get; private set; }

    public Rules Rules { get; }

    /// <summary>What the room was told to refuse, in the words of its log.</summary>
    public IEnumerable<string> Refusals => Site.Observer.Refusals;

    public static async Task<AttackedSite> StartAsync(Rules rules, WireLayout layout = WireLayout.Documented, IRoomStore? store = null)
    {
        RoomOptions options = Site.Generous with { AcceptUnauthenticatedTickets = rules == Rules.OfTheSeed, MaxConnectionsPerMember = 10_000 };
        Site site = await Site.StartAsync(layout, options: options);
        return new AttackedSite(site, await site.AddRoomAsync("Printer 10", store: store ?? new InMemoryRoomStore()), options, rules);
    }

    /// <summary>Somebody with a ticket to the room, who lives by the rules too.</summary>
    public async Task<Victim> AddVictimAsync(string name)
    {
        Member member = await Site.AddMemberAsync(name);
        return Victim.Of(Rules, member.Id, name, await member.GetTicketAsync(Room.Id));
    }

    /// <summary>A member that hears what is said in the room.</summary>
    public async Task<IAsyncEnumerator<RoomEventRecord>> ListenAsync()
    {
        Member member = await Site.AddMemberAsync("zoe");
        _listening = await member.EnterAsync(Room);
        await _listening.SubscribeAsync(ulong.MaxValue, member.Name, Patience.Token);
        IAsyncEnumerator<RoomEventRecord> events = _listening.Events.GetAsyncEnumerator(Patience.Token);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(EventKind.Joined, events.Current.Kind);
        return events;
    }

    /// <summary>Ends the room and starts it again on what it kept, or on nothing.</summary>
    public async Task RestartAsync(IRoomStore store)
    {
        System.Net.IPEndPoint endPoint = Room.EndPoint;
        await Room.Server.DisposeAsync();
        _again = Site.StartRoom(Room.Identity, endPoint, Room.Clock, out _, store);
        Room = Room with { Server = _again };
    }

    public async ValueTask DisposeAsync()
    {
        if (_listening is not null)
            await _listening.DisposeAsync();
        if (_again is not null)
            await _again.DisposeAsync();
        await Site.DisposeAsync();
    }
}
