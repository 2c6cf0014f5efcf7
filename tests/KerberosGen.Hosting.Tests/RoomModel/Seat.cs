using System.Buffers;
using System.Net;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.RoomModel;

/// <summary>One who comes and goes: a client's identity and what it has seen, over all of its connections, one at a time.</summary>
/// <param name="label">The seat's own name, for messages and what breaks a law.</param>
/// <param name="client">The client's id; several seats may have it.</param>
/// <param name="name">The client's display name.</param>
/// <param name="ticket">Its ticket.</param>
/// <param name="history">Events that the room holds.</param>
/// <param name="book">What all see together.</param>
internal sealed class Seat(string label, PrincipalId client, string name, SessionTicket ticket, int history, OrderBook book)
{
    private int _said;

    public string Label { get; } = label;

    public PrincipalId Client { get; } = client;

    public string Name { get; } = name;

    public SeatLog Log { get; } = new(label, client, history, book);

    /// <summary>Its connection; fails where there is none.</summary>
    public RoomPeer Peer => Connected ?? throw new InvalidOperationException($"{Label} has no connection.");

    /// <summary>Its connection, or null.</summary>
    public RoomPeer? Connected { get; private set; }

    /// <summary>The 1028 of its last connection that was let in, or null.</summary>
    public byte[]? TicketRequest { get; private set; }

    public override string ToString() => Label;

    /// <summary>Connects and presents the ticket with a new authenticator, or the one given.</summary>
    /// <returns>The answer's code.</returns>
    public async Task<ushort> ConnectAsync(IPEndPoint room, byte[]? used = null)
    {
        Log.Connect();
        Connected = await RoomPeer.ConnectAsync(room, new ClientSession(Client, ticket, TimeProvider.System, TimeZoneInfo.Utc), Log);
        byte[] request = used ?? Peer.Write((session, output) => session.WriteTicket(output, Passes.TakeTime(ticket)));
        ushort code = (await Peer.Ask(request)[0].WaitAsync(Patience.Limit)).Code;
        if (code == SymmetricKeyAck.Code)
            TicketRequest = request;
        return code;
    }

    /// <summary>The bytes of another 1028, of a session that has no connection.</summary>
    public byte[] NewTicketRequest()
    {
        using var session = new ClientSession(Client, ticket, TimeProvider.System, TimeZoneInfo.Utc);
        var output = new ArrayBufferWriter<byte>();
        session.WriteTicket(output, Passes.TakeTime(ticket));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Subscribes under a display name.</summary>
    /// <returns>The answer's code.</returns>
    public async Task<ushort> SubscribeAsync(ulong since, string displayName)
    {
        if (displayName == Name)
            Log.Begin(since);
        return (await Peer.Ask(Subscription(since, displayName))[0].WaitAsync(Patience.Limit)).Code;
    }

    public byte[] Subscription(ulong since, string displayName) =>
        Peer.Write((session, output) => session.WriteSubscription(output, since, new PrincipalName(displayName)));

    /// <summary>Sends messages in one write.</summary>
    /// <param name="count">How many.</param>
    /// <param name="padding">Bytes to make each longer by.</param>
    /// <returns>Their answers' codes, as they come.</returns>
    public Task<ushort>[] Say(int count, int padding = 0)
    {
        var statements = new Statement[count];
        var requests = new byte[count][];
        for (int i = 0; i < count; i++)
            requests[i] = Message(padding, out statements[i]);
        return [.. Peer.Ask(requests).Zip(statements, FollowAsync)];
    }

    /// <summary>The request of a message, which is about to be sent.</summary>
    public byte[] Message(int padding, out Statement statement)
    {
        Statement said = book.Say($"{Name}: {Label} says {++_said}{new string('.', padding)}", Client);
        statement = said;
        return Peer.Write((session, output) => session.WriteMessage(output, said.Text));
    }

    /// <summary>Follows a message to its answer.</summary>
    public async Task<ushort> FollowAsync(Task<PeerAnswer> answer, Statement statement)
    {
        ushort code = (await answer.WaitAsync(Patience.Limit)).Code;
        if (code == MessageAck.Code)
            statement.AckedAt = book.Now();
        else
            statement.IsRefused = code == GeneralError.Code;
        return code;
    }

    /// <summary>The connection has ended, or is ended here.</summary>
    public async Task CloseAsync()
    {
        if (Connected is not { } peer)
            return;
        peer.Dispose();
        await peer.Ended.WaitAsync(Patience.Limit);
        Connected = null;
    }

    /// <summary>Reads what is still sent until the room ends the connection.</summary>
    public async Task ReadToEndAsync()
    {
        Peer.MayEnd(true);
        Peer.Wake();
        await Peer.Ended.WaitAsync(Patience.Limit);
        await CloseAsync();
    }
}
