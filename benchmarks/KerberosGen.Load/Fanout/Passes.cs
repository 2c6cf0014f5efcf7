using System.Buffers;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Crypto;
using KerberosGen.Framing;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Traffic;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Fanout;

/// <summary>Gets a population's clients their tickets, many on the way at once.</summary>
internal static class Passes
{
    private const int OnTheWay = 64;
    private const int PatienceMilliseconds = 30_000;
    private const int AnswerSize = ResponseHeader.Size + TicketResponse.Size;

    /// <summary>Tickets to a room, for clients from a number on.</summary>
    /// <exception cref="WrongAnswerException">The KDC refuses one, or its answer does not open.</exception>
    public static List<Pass> Get(IPEndPoint kdc, PrincipalId room, int first, int count)
    {
        using var socket = new Socket(kdc.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.ReceiveTimeout = PatienceMilliseconds;
        socket.Connect(kdc);
        var passes = new List<Pass>(count);
        while (passes.Count < count)
        {
            TicketExchange[] exchanges = [.. Enumerable.Range(first + passes.Count, Math.Min(OnTheWay, count - passes.Count))
                .Select(number => new TicketExchange(IdentityOf(number), room, SystemRandomSource.Instance))];
            Ask(socket, exchanges, ticket => passes.Add(new Pass(Population.IdOfClient(first + passes.Count), ticket)));
        }

        return passes;
    }

    /// <summary>What looks like tickets, for a relay, which does not look at them.</summary>
    public static List<Pass> Pretend(PrincipalId room, int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(number =>
        {
            var key = KeyMaterial.NewWithoutZeros(AesKey.Size, SystemRandomSource.Instance);
            return new Pass(Population.IdOfClient(number), new SessionTicket(room, key, default, new byte[Ticket.Size]));
        }),
    ];

    private static void Ask(Socket socket, TicketExchange[] exchanges, Action<SessionTicket> take)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (TicketExchange exchange in exchanges)
            exchange.WriteRequest(output);
        socket.Send(output.WrittenSpan);
        byte[] input = new byte[exchanges.Length * AnswerSize];
        for (int received = 0; received < input.Length;)
        {
            int some = socket.Receive(input.AsSpan(received));
            if (some == 0)
                throw new WrongAnswerException("The KDC closed the connection in the middle of ticket requests.");
            received += some;
        }

        for (int i = 0; i < exchanges.Length; i++)
        {
            var rest = new ReadOnlySequence<byte>(input, i * AnswerSize, AnswerSize);
            string? problem = "It does not answer with a ticket.";
            if (Frame.TryRead(ref rest, TicketResponse.Size, out ResponseHeader header, out ReadOnlySequence<byte> payload) != FrameStatus.Done
                || !exchanges[i].TryAccept(in header, payload.FirstSpan, out SessionTicket? ticket, out problem))
                throw new WrongAnswerException(problem!);
            take(ticket);
        }
    }

    private static ClientIdentity IdentityOf(int number)
    {
        PrincipalName.TryCreate(Population.NameOfClient(number), out PrincipalName name);
        Span<byte> key = stackalloc byte[AesKey.Size];
        Population.KeyOfClient(number, key);
        return new ClientIdentity(name, Population.IdOfClient(number), new KeyMaterial(key));
    }
}
