using System.Buffers;
using System.Net;
using KerberosGen.Framing;
using KerberosGen.Packets;

namespace KerberosGen.Hosting;

/// <summary>The KDC over TCP: one connection for any number of requests.</summary>
internal sealed class KdcTcpTransport(PacketConnection connection, IPEndPoint kdc) : IKdcTransport
{
    public IPEndPoint LocalEndPoint => connection.LocalEndPoint;

    public async Task<T> AskAsync<T>(Action<IBufferWriter<byte>> write, ResponseReader<T> read, CancellationToken cancellation)
    {
        var request = new ArrayBufferWriter<byte>();
        write(request);
        await connection.SendAsync(request.WrittenMemory, cancellation).ConfigureAwait(false);
        while (true)
        {
            bool goesOn = await connection.Reader.FillAsync(cancellation).ConfigureAwait(false);
            if (TryRead(read, out T? answer))
                return answer!;
            if (!goesOn)
                throw new IOException($"The KDC at {kdc} closed the connection without an answer.");
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private bool TryRead<T>(ResponseReader<T> read, out T? answer)
    {
        answer = default;
        switch (connection.Reader.TryRead(out ResponseHeader header, out ReadOnlySpan<byte> payload))
        {
            case FrameStatus.Done:
                answer = read(in header, payload);
                return true;
            case FrameStatus.SizeRefused:
                throw new RequestRefusedException($"The KDC announced {header.PayloadSize} bytes for an answer {header.Code}, which it cannot have.");
            case FrameStatus.HeaderRefused:
                throw new RequestRefusedException("The KDC sent a header that is not valid.");
            default:
                return false;
        }
    }
}
