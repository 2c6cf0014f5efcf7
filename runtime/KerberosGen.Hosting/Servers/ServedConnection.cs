using System.Net;
using Microsoft.AspNetCore.Connections;

namespace KerberosGen.Hosting;

/// <summary>
/// One connection of a <see cref="PacketServer"/>, and how long it may keep the server waiting. Deadlines are numbers that the
/// server looks over now and then, not timers: a wait costs two writes.
/// </summary>
internal sealed class ServedConnection(ConnectionContext context, IDisposable? place, CancellationToken overdue)
{
    private long _readDeadline = long.MaxValue;
    private long _idleSince = long.MaxValue;
    private long _flushDeadline = long.MaxValue;
    private long _lastFlushDeadline = long.MaxValue;
    private volatile bool _isExpired;
    private volatile bool _isStopping;
    private volatile bool _isAborted;

    /// <summary>The connection's pipes.</summary>
    public ConnectionContext Context { get; } = context;

    /// <summary>The peer, its address as IPv4 where it is one.</summary>
    public IPEndPoint Peer { get; } = Normalized((IPEndPoint)context.RemoteEndPoint!);

    /// <summary>What was given to the connection when it was admitted; disposed when it has ended.</summary>
    public IDisposable? Place { get; } = place;

    /// <summary>Cancelled when a stopping server has waited long enough for answers that are at work.</summary>
    public CancellationToken Overdue { get; } = overdue;

    /// <summary>True once a deadline has passed.</summary>
    public bool IsExpired => _isExpired;

    /// <summary>True once the server has given the connection up: nothing more is read or sent.</summary>
    public bool IsAborted => _isAborted;

    /// <summary>Called when the server wants the connection to end, whatever it waits for. It must neither wait nor throw.</summary>
    public Action? Interrupted { get; set; }

    /// <summary>Ends when the connection has.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>An address as peers know it: IPv4 also where it came as IPv6.</summary>
    public static IPEndPoint Normalized(IPEndPoint peer) =>
        peer.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(peer.Address.MapToIPv4(), peer.Port) : peer;

    /// <summary>A wait for the peer's bytes begins.</summary>
    /// <param name="now">The moment, in milliseconds.</param>
    /// <param name="deadline">When it must end.</param>
    /// <param name="isIdle">True between packets: a server that is crowded does not wait as long.</param>
    public void WaitForBytes(long now, long deadline, bool isIdle)
    {
        Volatile.Write(ref _idleSince, isIdle ? now : long.MaxValue);
        Volatile.Write(ref _readDeadline, deadline);
    }

    /// <summary>The wait for bytes is over.</summary>
    public void WaitForNoBytes()
    {
        Volatile.Write(ref _readDeadline, long.MaxValue);
        Volatile.Write(ref _idleSince, long.MaxValue);
    }

    /// <summary>A wait begins for the peer to take what it was sent. It may go on beside one for the peer's bytes.</summary>
    public void WaitForFlush(long deadline) => Volatile.Write(ref _flushDeadline, deadline);

    /// <summary>The peer has taken it.</summary>
    public void WaitForNoFlush() => Volatile.Write(ref _flushDeadline, long.MaxValue);

    /// <summary>From a moment on, the peer is not waited for to take anything.</summary>
    public void HurryFlush(long deadline) => Interlocked.CompareExchange(ref _lastFlushDeadline, deadline, long.MaxValue);

    /// <summary>Ends the connection's wait if it has waited for too long.</summary>
    /// <param name="now">The moment, in milliseconds.</param>
    /// <param name="idleBefore">Idle connections that have waited since before this moment are ended as well.</param>
    public void EndIfOverdue(long now, long idleBefore)
    {
        long flushDeadline = Volatile.Read(ref _flushDeadline);
        if (flushDeadline < long.MaxValue && now > Math.Min(flushDeadline, Volatile.Read(ref _lastFlushDeadline)))
        {
            _isExpired = true;
            Abort("The peer takes too slowly what it is sent.");
        }
        else if (now > Volatile.Read(ref _readDeadline) || Volatile.Read(ref _idleSince) < idleBefore)
        {
            _isExpired = true;
            Context.Transport.Input.CancelPendingRead();
        }
    }

    /// <summary>Takes the end of a wait back, unless the connection must end anyway; answers whether it did.</summary>
    /// <param name="isWanted">False to leave it as it is.</param>
    public bool TryRenew(bool isWanted)
    {
        if (!isWanted || !_isExpired || _isStopping || _isAborted)
            return false;
        _isExpired = false;
        return true;
    }

    /// <summary>Ends the wait for the next packet: what has arrived whole is still answered.</summary>
    public void Stop()
    {
        _isStopping = true;
        Context.Transport.Input.CancelPendingRead();
        Interrupted?.Invoke();
    }

    /// <summary>Gives the connection up.</summary>
    public void Abort(string reason)
    {
        _isAborted = true;
        Context.Abort(new ConnectionAbortedException(reason));
        Interrupted?.Invoke();
    }
}
