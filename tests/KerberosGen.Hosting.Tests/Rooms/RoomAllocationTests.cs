using System.Net.Sockets;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Hosting.Tests.Rooms;

/// <summary>
/// What goes out of a room allocates nothing in the whole process, over real sockets. What is said does, once: the history keeps
/// it.
/// </summary>
[Collection(nameof(Alone))]
public sealed class RoomAllocationTests
{
    private const int Messages = 5_000;
    private const int Rounds = 4;
    private const int Subscribers = 40;

    // "ann: hi", one block of ciphertext, as it is said and as it is told.
    private const int EventSize = 7 + 53 + 16;

    private static readonly RoomLimits NoRates = new() { ListBytesPerConnection = Rate.Unlimited, RefusalsPerConnection = Rate.Unlimited };

    [Fact]
    public async Task A_delivery_allocates_nothing()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, roomLimits: NoRates);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using Socket speaker = Enter(room, ann, ticket);
        Queue<byte[]> messages = NewMessages(ann, ticket, 2);
        byte[] some = new byte[4096];
        long alone = LeastAllocated(() => Exchange(speaker, messages.Dequeue(), 7, some));

        List<Socket> subscribers = await SubscribeAsync(site, room, Subscribers);
        // Everyone has heard of everyone who came after.
        foreach (Socket socket in subscribers)
        {
            socket.ReceiveTimeout = 1000;
            while (TryReceive(socket, some))
            {
            }

            socket.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        }

        long together = LeastAllocated(() =>
        {
            Exchange(speaker, messages.Dequeue(), 7, some);
            foreach (Socket socket in subscribers)
                Receive(socket, EventSize, some);
        });
        double each = (together - alone) / (double)(Messages * Subscribers);
        Assert.True(each < 1, $"{each:F2} bytes were allocated by each delivery; {alone / Messages} by a message that nobody is told of.");
        subscribers.ForEach(static socket => socket.Dispose());
    }

    [Fact]
    public async Task An_acknowledgement_costs_no_more_than_what_the_history_keeps()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, roomLimits: NoRates);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using Socket speaker = Enter(room, ann, ticket);
        Queue<byte[]> messages = NewMessages(ann, ticket, 1);
        byte[] some = new byte[4096];
        // The content, the record, its place in the log; and the test's own observer keeps it as a string.
        Assert.InRange(LeastAllocated(() => Exchange(speaker, messages.Dequeue(), 7, some)) / Messages, 0, 320);
    }

    [Fact]
    public async Task A_list_of_members_allocates_nothing_while_nobody_comes_or_goes()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, roomLimits: NoRates);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        Member ann = await site.AddMemberAsync("ann");
        SessionTicket ticket = await ann.GetTicketAsync(room.Id);
        using Socket asker = Enter(room, ann, ticket);
        byte[] question = ann.Bytes(ticket, static (session, output) => session.WriteMembersRequest(output));
        byte[] some = new byte[4096];
        List<Socket> members = await SubscribeAsync(site, room, 8);
        foreach (Socket socket in members)
            Receive(socket, 7, some);
        int size = 7 + (MemberEntry.Size * members.Count);
        const long Noise = 64 * 1024;
        Assert.InRange(LeastAllocated(() => Exchange(asker, question, size, some), Noise), 0, Noise);
        members.ForEach(static socket => socket.Dispose());
    }

    // Made before anything is measured: each is good for its place alone.
    private static Queue<byte[]> NewMessages(Member member, SessionTicket ticket, int measurements) => new(Enumerable
        .Range(0, measurements * (Rounds + 1) * Messages)
        .Select(_ => member.Bytes(ticket, static (session, output) => session.WriteMessage(output, "ann: hi"))));

    /// <summary>
    /// The least of a few rounds, of more while they are not <paramref name="enough"/>: what else the process does meanwhile is not
    /// the room's, and what the room allocates is in every round.
    /// </summary>
    private static long LeastAllocated(Action exchange, long enough = long.MaxValue)
    {
        for (int i = 0; i < Messages; i++)
            exchange();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds || (round < 40 && least > enough); round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Messages; i++)
                exchange();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    private static async Task<List<Socket>> SubscribeAsync(Site site, SiteRoom room, int count)
    {
        var subscribers = new List<Socket>();
        for (int i = 0; i < count; i++)
        {
            Member member = await site.AddMemberAsync($"member {i}");
            SessionTicket ticket = await member.GetTicketAsync(room.Id);
            Socket socket = Enter(room, member, ticket);
            subscribers.Add(socket);
            socket.Send(member.Bytes(ticket, (session, output) => session.WriteSubscription(output, ulong.MaxValue, member.Name)));
        }

        return subscribers;
    }

    // Never used by an asynchronous call, so that what the test does itself needs no memory either.
    private static Socket Enter(SiteRoom room, Member member, SessionTicket ticket)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(room.EndPoint);
        socket.Send(member.TicketRequest(ticket));
        byte[] answer = new byte[7];
        Receive(socket, 7, answer);
        Assert.Equal(SymmetricKeyAck.Code, BitConverter.ToUInt16(answer, 1));
        return socket;
    }

    private static void Exchange(Socket socket, byte[] request, int answer, byte[] buffer)
    {
        socket.Send(request);
        Receive(socket, answer, buffer);
    }

    private static void Receive(Socket socket, int size, byte[] buffer)
    {
        for (int received = 0; received < size;)
        {
            int some = socket.Receive(buffer, 0, size - received, SocketFlags.None);
            if (some == 0)
                throw new IOException("The connection has ended.");
            received += some;
        }
    }

    private static bool TryReceive(Socket socket, byte[] buffer) => socket.Receive(buffer, 0, buffer.Length, SocketFlags.None, out SocketError error) > 0 && error == SocketError.Success;
}
