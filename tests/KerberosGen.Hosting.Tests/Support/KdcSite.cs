using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests;

/// <summary>A KDC under limits on a free loopback port, over TCP and UDP, with one client and one service, for one test.</summary>
internal sealed class KdcSite : IAsyncDisposable
{
    private readonly KeyDistributionCenter _role;
    private readonly KdcServers _servers;

    private KdcSite(KeyDistributionCenter role, KdcServers servers, SteeredStore store, QuietObserver observer, KdcAdmission admission)
    {
        _role = role;
        _servers = servers;
        Store = store;
        Observer = observer;
        Admission = admission;
    }

    public IPEndPoint Kdc => _servers.EndPoint;

    public SteeredStore Store { get; }

    public QuietObserver Observer { get; }

    public KdcAdmission Admission { get; }

    public KdcStatistics Statistics => Admission.Statistics;

    public PrincipalId Client { get; private init; }

    public PrincipalId Service { get; private init; }

    /// <summary>A request for a list, 23 bytes.</summary>
    public byte[] ListRequest => RawPeer.Request(1026, Client.Bytes, []);

    public static async Task<KdcSite> StartAsync(
        KdcLimits? limits = null, ServerLimits? times = null, IPAddress? address = null, ILoggerFactory? loggers = null, TimeProvider? clock = null)
    {
        var store = new SteeredStore();
        var observer = new QuietObserver();
        var role = new KeyDistributionCenter(store, new KdcOptions(), TimeProvider.System, SystemRandomSource.Instance);
        var admission = new KdcAdmission(limits ?? KdcLimits.None, clock ?? TimeProvider.System);
        KdcServers servers = await KdcServers.StartAsync(
            KdcTransports.Both,
            role,
            new IPEndPoint(address ?? IPAddress.Loopback, 0),
            observer,
            times ?? new ServerLimits(),
            admission,
            tap: null,
            loggers ?? NullLoggerFactory.Instance,
            Patience.Token);
        PrincipalId client = Id(1), service = Id(2);
        store.Add(new ClientPrincipal(client, new PrincipalName("ann"), new KeyMaterial(new byte[32]), DateTimeOffset.UnixEpoch));
        store.Add(new ServicePrincipal(service, new PrincipalName("Printer 10"), new KeyMaterial(new byte[32]), new IPEndPoint(IPAddress.Loopback, 4000)));
        return new KdcSite(role, servers, store, observer, admission) { Client = client, Service = service };
    }

    /// <summary>An id made of one byte.</summary>
    public static PrincipalId Id(byte value) => new([.. Enumerable.Repeat(value, 16)]);

    /// <summary>A request for a ticket, 47 bytes.</summary>
    public byte[] TicketRequest(int nonce = 0, PrincipalId? service = null, PrincipalId? client = null) => RawPeer.Request(
        1027, (client ?? Client).Bytes, [.. (service ?? Service).Bytes, .. BitConverter.GetBytes((long)nonce)]);

    /// <summary>A request to register a client, 533 bytes.</summary>
    public static byte[] Registration(string name)
    {
        byte[] payload = new byte[510];
        System.Text.Encoding.UTF8.GetBytes(name, payload);
        "secret"u8.CopyTo(payload.AsSpan(255));
        return RawPeer.Request(1024, new byte[16], payload);
    }

    /// <summary>Gets a ticket over TCP, as a client that behaves would.</summary>
    public async Task AssertServesAsync(IPAddress? from = null)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(Kdc, from);
        byte[] answer = await peer.AskAsync(TicketRequest(Random.Shared.Next()));
        Assert.Equal(1603, Code(answer));
    }

    /// <summary>An answer's code; 0 for the end of the connection.</summary>
    public static int Code(byte[] answer) => answer.Length == 0 ? 0 : BitConverter.ToUInt16(answer, 1);

    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        _role.Dispose();
    }
}
