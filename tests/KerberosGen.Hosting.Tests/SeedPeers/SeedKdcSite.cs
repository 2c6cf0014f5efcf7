using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>A KDC written from the seed, our room and our client, who have registered with it.</summary>
internal sealed class SeedKdcSite : IAsyncDisposable
{
    private readonly SeedKdc _kdc;
    private readonly RoomIdentity _identity;
    private readonly RoomServer _server;

    private SeedKdcSite(SeedKdc kdc, RoomIdentity identity, RoomServer server, RecordingObserver observer, ClientIdentity client)
    {
        _kdc = kdc;
        _identity = identity;
        _server = server;
        Observer = observer;
        Client = client;
    }

    public IPEndPoint Kdc => _kdc.EndPoint;

    public IPEndPoint Room => _server.EndPoint;

    public RecordingObserver Observer { get; }

    public ClientIdentity Client { get; }

    public static async Task<SeedKdcSite> StartAsync(SeedLayout layout, bool acceptUnauthenticated)
    {
        var kdc = new SeedKdc(layout);
        (RoomIdentity identity, IPEndPoint endPoint) = await RoomRegistration.RegisterAsync(
            kdc.EndPoint, new PrincipalName("Printer 10"), KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance), Site.AnyPort, false, Patience.Token);
        RoomOptions options = Site.Generous with { AcceptUnauthenticatedTickets = acceptUnauthenticated };
        var observer = new RecordingObserver();
        var room = new RoomWriter(new ChatRoom(options, new VolatileRoomStore(), observer, TimeProvider.System), TimeProvider.System);
        RoomServer server = RoomServer.Start(
            new RoomDoor(identity, options, TimeProvider.System), room, endPoint, observer, new ServerLimits(), null,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, null);
        var password = new Password("correct horse");
        var name = new PrincipalName("ann");
        await using KdcClient asking = await KdcClient.ConnectAsync(kdc.EndPoint, local: null, overUdp: false, Patience.Token);
        PrincipalId id = await asking.RegisterClientAsync(name, password, Patience.Token);
        return new SeedKdcSite(kdc, identity, server, observer, new ClientIdentity(name, id, KeyMaterial.FromPassword(password.Utf8)));
    }

    /// <summary>Finds the room, and asks for a ticket to it.</summary>
    /// <exception cref="InvalidOperationException">The answer was not taken: the words of the client.</exception>
    public async Task<SessionTicket> GetTicketAsync(bool acceptUnauthenticated)
    {
        await using (KdcClient asking = await KdcClient.ConnectAsync(Kdc, local: null, overUdp: false, Patience.Token))
        {
            ServiceInfo listed = Assert.Single(await asking.ListServicesAsync(Client.Id, Patience.Token));
            Assert.Equal((_identity.Id, Room), (listed.Id, listed.EndPoint));
        }

        var exchange = new TicketExchange(Client, _identity.Id, SystemRandomSource.Instance, acceptUnauthenticated);
        using RawPeer kdc = await RawPeer.ConnectAsync(Kdc);
        byte[] answer = await kdc.AskAsync(Attacks.Victim.Bytes(exchange.WriteRequest));
        ResponseHeader.Unpack(answer, out ResponseHeader header);
        return exchange.TryAccept(in header, answer.AsSpan(ResponseHeader.Size), out SessionTicket? ticket, out string? problem)
            ? ticket
            : throw new InvalidOperationException(problem);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kdc.DisposeAsync();
    }
}
