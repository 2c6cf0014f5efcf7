using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Packets;

namespace KerberosGen.Client.Tests.Commands;

/// <summary>A KDC or a room on loopback that answers as a test says, and as a real one cannot be made to.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<byte[], Task<byte[]>> _answer;
    private readonly Task _serving;

    /// <summary>Serves.</summary>
    /// <param name="answer">Gives the answer to a request, whole packets both; an empty one closes the connection.</param>
    public FakeServer(Func<byte[], Task<byte[]>> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Always gives the same answer.</summary>
    public FakeServer(byte[] answer)
        : this(_ => Task.FromResult(answer))
    {
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A response without a payload.</summary>
    public static byte[] Response(ushort code, params ReadOnlySpan<byte> payload)
    {
        byte[] packet = new byte[ResponseHeader.Size + payload.Length];
        packet[0] = 24;
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(1), code);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(3), payload.Length);
        payload.CopyTo(packet.AsSpan(ResponseHeader.Size));
        return packet;
    }

    /// <summary>The code of a request.</summary>
    public static ushort CodeOf(byte[] request) => BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(17));

    /// <summary>Asks a real server by a connection of its own.</summary>
    public static async Task<byte[]> AskAsync(int port, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(request);
        return await ReadAsync(stream, ResponseHeader.Size, CancellationToken.None) ?? [];
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        _closing.Dispose();
    }

    /// <summary>Reads a packet, whose payload's size stands in the last four bytes of its header; null at the end.</summary>
    private static async Task<byte[]?> ReadAsync(NetworkStream stream, int headerSize, CancellationToken cancellation)
    {
        byte[] header = new byte[headerSize];
        if (await stream.ReadAtLeastAsync(header, headerSize, throwOnEndOfStream: false, cancellation) < headerSize)
            return null;
        byte[] packet = [.. header, .. new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(headerSize - 4))]];
        await stream.ReadExactlyAsync(packet.AsMemory(headerSize), cancellation);
        return packet;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            while (await ReadAsync(stream, RequestHeader.Size, _closing.Token) is { } request && await _answer(request) is { Length: > 0 } answer)
                await stream.WriteAsync(answer, _closing.Token);
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }
}
