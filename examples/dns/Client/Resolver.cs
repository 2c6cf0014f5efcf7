using System.Net;
using System.Net.Sockets;
using KerberosGen.Codec;

namespace KerberosGen.Examples.Dns;

/// <summary>Asks a server.</summary>
/// <param name="server">Where it listens.</param>
public sealed class Resolver(IPEndPoint server)
{
    /// <summary>Asks for a name's records, over TCP if the answer does not fit a datagram.</summary>
    /// <returns>The answer's bytes: a <see cref="DnsMessage"/>.</returns>
    /// <exception cref="FormatException">It is not a name.</exception>
    /// <exception cref="SocketException">The server is not there.</exception>
    /// <exception cref="OperationCanceledException">The server did not answer in time.</exception>
    public async Task<byte[]> AskAsync(string name, RecordType type, CancellationToken cancellation)
    {
        ushort id = (ushort)Random.Shared.Next(ushort.MaxValue + 1);
        byte[] query = QueryOf(id, name, type);
        using var socket = new UdpClient(server.AddressFamily);
        socket.Connect(server);
        await socket.SendAsync(query, cancellation);
        while (true)
        {
            byte[] answer = (await socket.ReceiveAsync(cancellation)).Buffer;
            if (!IsAnswer(answer, id, out bool isCut))
                continue;
            return isCut ? await AskOverTcpAsync(query, cancellation) : answer;
        }
    }

    private async Task<byte[]> AskOverTcpAsync(byte[] query, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server, cancellation);
        NetworkStream stream = client.GetStream();
        await MessageStream.WriteAsync(stream, query, cancellation);
        return await MessageStream.ReadAsync(stream, cancellation) ?? throw new EndOfStreamException("The server hung up.");
    }

    private static byte[] QueryOf(ushort id, string name, RecordType type)
    {
        var questions = new PacketSequenceWriter<Question>(new byte[DnsNames.MaxSize + 4]);
        questions.Add(new Question { Name = DnsNames.Write(name, new byte[DnsNames.MaxSize]), Type = type, Class = RecordClass.Internet });
        return new DnsMessage { Id = id, RecursionDesired = true, Questions = questions.Sequence }.ToArray();
    }

    private static bool IsAnswer(byte[] datagram, ushort id, out bool isCut)
    {
        bool isAnswer = DnsMessage.Unpack(datagram, out DnsMessage answer).IsDone && answer.IsResponse && answer.Id == id;
        isCut = answer.IsTruncated;
        return isAnswer;
    }
}
