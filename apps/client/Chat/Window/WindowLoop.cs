using System.Collections.Concurrent;
using System.Diagnostics;

namespace KerberosGen.Client;

/// <summary>
/// The one thread of a window. What is awaited there goes on there, so that nothing in a window needs a lock; when nothing is
/// left to do, and at the latest after <see cref="LongestWithoutDrawing"/>, the window is drawn.
/// </summary>
internal sealed class WindowLoop : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan LongestWithoutDrawing = TimeSpan.FromMilliseconds(50);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The window has been closed: what comes too late has nothing to change.
        }
    }

    /// <summary>Does something on the window's thread, from any.</summary>
    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    /// <summary>Runs a window on this thread until it is closed; what is thrown there is thrown here.</summary>
    /// <param name="window">What goes on in it.</param>
    /// <param name="draw">Draws what has changed.</param>
    public T Run<T>(Func<Task<T>> window, Action draw)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            Task<T> running = window();
            _ = running.ContinueWith(_ => _work.CompleteAdding(), TaskScheduler.Default);
            draw();
            while (_work.TryTake(out (SendOrPostCallback Callback, object? State) first, Timeout.Infinite))
            {
                DoAll(first);
                draw();
            }

            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Call it after <see cref="Run"/>.</summary>
    public void Dispose() => _work.Dispose();

    private void DoAll((SendOrPostCallback Callback, object? State) next)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            next.Callback(next.State);
        }
        while (Stopwatch.GetElapsedTime(start) < LongestWithoutDrawing && _work.TryTake(out next));
    }
}
