using System.Buffers;
using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Hosting;

/// <summary>How a request reaches the KDC and its answer comes back.</summary>
internal interface IKdcTransport : IAsyncDisposable
{
    /// <summary>This side's address and port.</summary>
    IPEndPoint LocalEndPoint { get; }

    /// <summary>Sends one request and reads its answer.</summary>
    Task<T> AskAsync<T>(Action<IBufferWriter<byte>> write, ResponseReader<T> read, CancellationToken cancellation);
}

/// <summary>Takes an answer apart while its bytes are there.</summary>
internal delegate T ResponseReader<T>(in ResponseHeader header, ReadOnlySpan<byte> payload);
