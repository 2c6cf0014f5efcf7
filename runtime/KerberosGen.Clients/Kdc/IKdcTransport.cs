using System.Net;
using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>How a request reaches the KDC and its answer comes back.</summary>
internal interface IKdcTransport : IAsyncDisposable
{
    /// <summary>This side's address and port.</summary>
    IPEndPoint LocalEndPoint { get; }

    /// <summary>How often the KDC may have got the last request so far; 0 if it certainly has not.</summary>
    int Deliveries { get; }

    /// <summary>Sends one request and reads its answer.</summary>
    /// <exception cref="RequestRefusedException">The KDC refused.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The KDC cannot be reached.</exception>
    /// <exception cref="IOException">It ended without an answer, or answered nonsense.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    Task<T> AskAsync<T>(KdcRequest request, ResponseReader<T> read, CancellationToken cancellation);
}

/// <summary>Takes an answer apart while its bytes are there.</summary>
internal delegate T ResponseReader<T>(in ResponseHeader header, ReadOnlySpan<byte> payload);
