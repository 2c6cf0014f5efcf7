using System.Buffers;
using System.Net;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests;

/// <summary>A client with a name and a password.</summary>
internal sealed class Member(string name, IPEndPoint kdc, bool overUdp)
{
    private const string PasswordText = "correct horse";

    private readonly Dictionary<SessionTicket, ClientSession> _sessions = [];

    public PrincipalName Name { get; } = new(name);

    public ClientIdentity? Identity { get; private set; }

    public PrincipalId Id => Identity!.Id;

    public async Task RegisterAsync()
    {
        await using KdcClient client = await ConnectAsync();
        var password = new Password(PasswordText);
        PrincipalId id = await client.RegisterClientAsync(Name, password, Patience.Token);
        Identity = new ClientIdentity(Name, id, KeyMaterial.FromPassword(password.Utf8));
    }

    public async Task<IReadOnlyList<ServiceInfo>> ListServicesAsync()
    {
        await using KdcClient client = await ConnectAsync();
        return await client.ListServicesAsync(Id, Patience.Token);
    }

    public async Task<SessionTicket> GetTicketAsync(PrincipalId service)
    {
        await using KdcClient client = await ConnectAsync();
        return await client.GetTicketAsync(Identity!, service, SystemRandomSource.Instance, Patience.Token);
    }

    /// <summary>Comes into a room with a new ticket, without a subscription.</summary>
    public async Task<ChatConnection> EnterAsync(SiteRoom room) => await PresentAsync(room, await GetTicketAsync(room.Id));

    /// <summary>Presents a ticket at a room.</summary>
    public Task<ChatConnection> PresentAsync(SiteRoom room, SessionTicket ticket, TimeProvider? clock = null) => ChatConnection.ConnectAsync(
        room.EndPoint, Id, ticket, clock ?? TimeProvider.System, TimeZoneInfo.Utc, Patience.Token);

    /// <summary>The bytes of a new 1028: what comes after it under the ticket is of its connection.</summary>
    public byte[] TicketRequest(SessionTicket ticket)
    {
        _sessions[ticket] = new ClientSession(Id, ticket, TimeProvider.System, TimeZoneInfo.Utc);
        return Bytes(ticket, static (session, output) => session.WriteTicket(output));
    }

    /// <summary>The bytes of the next request on the connection that the last <see cref="TicketRequest"/> under the ticket is of.</summary>
    public byte[] Bytes(SessionTicket ticket, Action<ClientSession, IBufferWriter<byte>> write)
    {
        if (!_sessions.TryGetValue(ticket, out ClientSession? session))
            _sessions[ticket] = session = new ClientSession(Id, ticket, TimeProvider.System, TimeZoneInfo.Utc);
        var output = new ArrayBufferWriter<byte>();
        write(session, output);
        return output.WrittenSpan.ToArray();
    }

    private Task<KdcClient> ConnectAsync() => KdcClient.ConnectAsync(kdc, local: null, overUdp, Patience.Token);
}
