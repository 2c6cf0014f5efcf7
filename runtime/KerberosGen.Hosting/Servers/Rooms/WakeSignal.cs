using System.Threading.Tasks.Sources;

namespace KerberosGen.Hosting;

/// <summary>
/// Wakes one waiter, from any thread, without an allocation. Calls that come while it is awake are one call: it finds that out
/// when it wants to sleep again, and goes on at once.
/// </summary>
internal sealed class WakeSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private const int Quiet = 0;
    private const int Called = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _waiting;
    private int _state;

    /// <summary>Waits for a call since the last wait ended. One wait at a time.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Quiet, Called) == Called)
            return ValueTask.CompletedTask;
        _waiting.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Quiet) == Quiet)
            return new ValueTask(this, _waiting.Version);
        Interlocked.Exchange(ref _state, Quiet);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Wakes the waiter, on a thread of the pool. What the caller wrote before is seen by the waiter: the exchange is a full
    /// fence, so that a call is never taken for one that the waiter has already seen the cause of.
    /// </summary>
    public void Call()
    {
        if (Interlocked.CompareExchange(ref _state, Called, Quiet) == Waiting
            && Interlocked.CompareExchange(ref _state, Quiet, Waiting) == Waiting)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _waiting.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);
}
