namespace KerberosGen.Hosting;

/// <summary>
/// What a KDC's servers have done since they started, to be read at any time. Refusals are counted by those who observe
/// them.
/// </summary>
public sealed class KdcStatistics
{
    private long _openConnections;
    private long _connections;
    private long _connectionsRefused;
    private long _bytesReceived;
    private long _bytesSent;
    private long _datagramsReceived;
    private long _datagramsSent;
    private long _datagramsDropped;
    private long _answersRepeated;
    private long _datagramsAtWork;
    private long _storeFailures;
    private long _unsentBytes;

    /// <summary>Connections that are open now.</summary>
    public long OpenConnections => Volatile.Read(ref _openConnections);

    /// <summary>Connections that were accepted.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Connections that were turned away.</summary>
    public long ConnectionsRefused => Volatile.Read(ref _connectionsRefused);

    /// <summary>Bytes of requests, over TCP and UDP.</summary>
    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    /// <summary>Bytes of answers, over TCP and UDP.</summary>
    public long BytesSent => Volatile.Read(ref _bytesSent);

    /// <summary>Datagrams that arrived.</summary>
    public long DatagramsReceived => Volatile.Read(ref _datagramsReceived);

    /// <summary>Datagrams that were sent.</summary>
    public long DatagramsSent => Volatile.Read(ref _datagramsSent);

    /// <summary>Datagrams that were not answered: over a limit, too many at work, or the store or the network failed.</summary>
    public long DatagramsDropped => Volatile.Read(ref _datagramsDropped);

    /// <summary>Datagrams that were sent again and got the answer that the first of them got.</summary>
    public long AnswersRepeated => Volatile.Read(ref _answersRepeated);

    /// <summary>Datagrams whose answers wait for the store now.</summary>
    public long DatagramsAtWork => Volatile.Read(ref _datagramsAtWork);

    /// <summary>Requests that got no answer because the store failed.</summary>
    public long StoreFailures => Volatile.Read(ref _storeFailures);

    /// <summary>Bytes of answers that wait now for peers that take them slowly.</summary>
    public long UnsentBytes => Volatile.Read(ref _unsentBytes);

    internal bool TryOpenConnection(int limit)
    {
        if (Interlocked.Increment(ref _openConnections) > limit && limit > 0)
        {
            Interlocked.Decrement(ref _openConnections);
            return false;
        }

        Interlocked.Increment(ref _connections);
        return true;
    }

    internal void ConnectionClosed() => Interlocked.Decrement(ref _openConnections);

    internal void ConnectionRefused() => Interlocked.Increment(ref _connectionsRefused);

    internal void Received(long bytes) => Interlocked.Add(ref _bytesReceived, bytes);

    internal void Sent(long bytes) => Interlocked.Add(ref _bytesSent, bytes);

    internal void DatagramReceived(int bytes)
    {
        Interlocked.Increment(ref _datagramsReceived);
        Interlocked.Add(ref _bytesReceived, bytes);
    }

    internal void DatagramSent(int bytes)
    {
        Interlocked.Increment(ref _datagramsSent);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void DatagramDropped() => Interlocked.Increment(ref _datagramsDropped);

    internal void AnswerRepeated() => Interlocked.Increment(ref _answersRepeated);

    internal long DatagramBegun() => Interlocked.Increment(ref _datagramsAtWork);

    internal void DatagramEnded() => Interlocked.Decrement(ref _datagramsAtWork);

    internal void StoreFailed() => Interlocked.Increment(ref _storeFailures);

    internal void Unsent(long bytes) => Interlocked.Add(ref _unsentBytes, bytes);
}
