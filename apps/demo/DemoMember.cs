using System.Net;
using System.Text;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>One person of the demo: registers, gets tickets, chats, and keeps what it was told.</summary>
internal sealed class DemoMember(string name, string password, IPEndPoint kdc, TimeZoneInfo kdcTimeZone) : IAsyncDisposable
{
    private readonly List<ChatConnection> _chats = [];
    private readonly List<Task> _listening = [];

    public PrincipalName Name { get; } = new(name);

    public string Password => password;

    public ClientIdentity? Identity { get; private set; }

    /// <summary>What this member was told, room by room, in the order it came.</summary>
    public Dictionary<string, List<RoomEventRecord>> Seen { get; } = [];

    public async Task RegisterAsync(CancellationToken cancellation)
    {
        await using KdcClient client = await ConnectAsync(cancellation);
        var secret = new Password(password);
        PrincipalId id = await client.RegisterClientAsync(Name, secret, cancellation);
        Identity = new ClientIdentity(Name, id, KeyMaterial.FromPassword(secret.Utf8));
    }

    public async Task<IReadOnlyList<ServiceInfo>> ListServicesAsync(CancellationToken cancellation)
    {
        await using KdcClient client = await ConnectAsync(cancellation);
        return await client.ListServicesAsync(Identity!.Id, cancellation);
    }

    public async Task<SessionTicket> GetTicketAsync(PrincipalId service, CancellationToken cancellation)
    {
        await using KdcClient client = await ConnectAsync(cancellation);
        return await client.GetTicketAsync(Identity!, service, SystemRandomSource.Instance, cancellation);
    }

    /// <summary>Gets a ticket, presents it, and subscribes to all that the room has held.</summary>
    public async Task<ChatConnection> JoinAsync(ServiceInfo room, CancellationToken cancellation)
    {
        using SessionTicket ticket = await GetTicketAsync(room.Id, cancellation);
        ChatConnection chat = await ChatConnection.ConnectAsync(
            room.EndPoint, Identity!.Id, ticket, TimeProvider.System, kdcTimeZone, cancellation);
        _chats.Add(chat);
        await chat.SubscribeAsync(0, Name, cancellation);
        var seen = new List<RoomEventRecord>();
        Seen[room.Name.ToString()] = seen;
        _listening.Add(ListenAsync(chat, seen));
        return chat;
    }

    public Task SayAsync(ChatConnection chat, string text, CancellationToken cancellation) => chat.SendAsync($"{Name}: {text}", cancellation);

    /// <summary>Waits until a message with this text has come from a room.</summary>
    public async Task ListenUntilAsync(ServiceInfo room, string text, CancellationToken cancellation)
    {
        List<RoomEventRecord> seen = Seen[room.Name.ToString()];
        while (true)
        {
            lock (seen)
            {
                if (seen.Exists(e => e.Kind == EventKind.Message && Encoding.UTF8.GetString(e.Content.Span).Contains(text, StringComparison.Ordinal)))
                    return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellation);
        }
    }

    /// <summary>Waits until all connections have ended and everything they brought is kept.</summary>
    public Task ListenToTheEndAsync() => Task.WhenAll(_listening);

    public async ValueTask DisposeAsync()
    {
        foreach (ChatConnection chat in _chats)
            await chat.DisposeAsync();
        Identity?.Key.Dispose();
    }

    public Task<KdcClient> ConnectAsync(CancellationToken cancellation) => KdcClient.ConnectAsync(kdc, local: null, overUdp: false, cancellation);

    private static async Task ListenAsync(ChatConnection chat, List<RoomEventRecord> seen)
    {
        await foreach (RoomEventRecord happened in chat.Events)
        {
            lock (seen)
                seen.Add(happened);
        }
    }
}
