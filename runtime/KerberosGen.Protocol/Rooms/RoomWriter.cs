using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace KerberosGen.Protocol;

/// <summary>
/// Runs a room: the one writer that decides its order. Commands from any thread go into a channel; what has come together is
/// kept together, so that a busy room commits once for many messages. It has a thread of its own: where its store is slow, or
/// hangs, nobody else waits.
/// </summary>
public sealed class RoomWriter : IRoomHost, IAsyncDisposable
{
    private const int MaxBatch = 256;

    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    private readonly ChatRoom _room;

    // Who posts wakes the writer's thread itself, and does nothing else for it.
    private readonly Channel<RoomCommand> _commands =
        Channel.CreateUnbounded<RoomCommand>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

    // Not disposed: who posted last may still be setting it, and nobody asks it for a handle.
    private readonly ManualResetEventSlim _posted = new();
    private readonly Action _wake;
    private readonly ITimer _tidying;

    /// <summary>Starts to run a room.</summary>
    /// <param name="room">The room; nobody else uses it from now on.</param>
    /// <param name="clock">The time.</param>
    public RoomWriter(ChatRoom room, TimeProvider clock)
    {
        _room = room;
        _wake = _posted.Set;
        Completion = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _tidying = clock.CreateTimer(_ => Post(RoomCommand.Tidy()), null, TidyInterval, TidyInterval);
    }

    /// <summary>
    /// Ends when the room does; fails with <see cref="StoreFailedException"/> if its store does. The room must be brought back
    /// then, and its connections ended: what was not answered by now never will be.
    /// </summary>
    public Task Completion { get; }

    /// <inheritdoc/>
    public void Post(RoomCommand command)
    {
        if (!_commands.Writer.TryWrite(command))
            command.Abandon();
    }

    /// <summary>Carries out what was posted, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _tidying.DisposeAsync().ConfigureAwait(false);
        _commands.Writer.TryComplete();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        try
        {
            while (WaitForCommands())
            {
                for (int taken = 0; taken < MaxBatch && _commands.Reader.TryRead(out RoomCommand command); taken++)
                    _room.Take(in command);
                _room.Commit();
            }
        }
        finally
        {
            _commands.Writer.TryComplete();
            _room.Abandon();
            while (_commands.Reader.TryRead(out RoomCommand command))
                command.Abandon();
        }
    }

    private bool WaitForCommands()
    {
        ValueTaskAwaiter<bool> waiting = _commands.Reader.WaitToReadAsync().GetAwaiter();
        if (!waiting.IsCompleted)
        {
            // A task to wait for would be an allocation for every message.
            _posted.Reset();
            waiting.UnsafeOnCompleted(_wake);
            _posted.Wait();
        }

        return waiting.GetResult();
    }
}
