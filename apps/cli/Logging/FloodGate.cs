using System.Net;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Cli;

/// <summary>
/// Keeps a flood of events out of the log: the first few of a kind in a window are logged as they are, the rest counted and summed up
/// in one line when the window ends. So many lines a second at most, whatever arrives, for each kind of event.
/// </summary>
public sealed class FloodGate : IDisposable
{
    /// <summary>How long a window is.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <summary>Warnings and errors of one kind that a window lets through.</summary>
    public const int Warnings = 10;

    /// <summary>Events of one kind that a window lets through at the level Information.</summary>
    public const int Informations = 100;

    /// <summary>Sources that are told apart.</summary>
    public const int MaxSources = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(ILogger Logger, int Event, object? Kind), Count> _counts = [];
    private readonly ITimer _timer;

    /// <summary>Makes one.</summary>
    public FloodGate(TimeProvider clock) => _timer = clock.CreateTimer(_ => SumUp(), null, Window, Window);

    /// <summary>True if an event is to be logged as it is; otherwise it is counted.</summary>
    /// <param name="logger">Where it would go; so does its summary.</param>
    /// <param name="level">Its level.</param>
    /// <param name="id">Its id.</param>
    /// <param name="kind">What tells it from others of the same id, or null.</param>
    /// <param name="source">Who caused it, or null.</param>
    /// <param name="text">Puts it in words: asked for once in a window.</param>
    public bool TryPass(ILogger logger, LogLevel level, EventId id, object? kind, IPAddress? source, Func<string> text)
    {
        lock (_gate)
        {
            if (!_counts.TryGetValue((logger, id.Id, kind), out Count? count))
                _counts.Add((logger, id.Id, kind), count = new Count(level, id));
            if (++count.Seen <= (level >= LogLevel.Warning ? Warnings : Informations))
                return true;
            count.Example ??= text();
            if (source is not null && count.Sources.Count < MaxSources)
                count.Sources.Add(source);
            return false;
        }
    }

    /// <summary>False if an event's words would not be read now: it has been logged often enough in this window, and an example is kept.</summary>
    public bool IsRead(ILogger logger, EventId id, object? kind)
    {
        lock (_gate)
            return !_counts.TryGetValue((logger, id.Id, kind), out Count? count) || count.Example is null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        SumUp();
    }

    private void SumUp()
    {
        List<(ILogger Logger, Count Count)> held = [];
        lock (_gate)
        {
            foreach (((ILogger logger, _, _), Count count) in _counts)
            {
                if (count.Example is not null)
                    held.Add((logger, count));
            }

            _counts.Clear();
        }

        foreach ((ILogger logger, Count count) in held)
        {
            int more = count.Seen - (count.Level >= LogLevel.Warning ? Warnings : Informations);
            if (count.Sources.Count == 0)
                logger.Log(count.Level, count.Id, "and {More:N0} more like this, such as: {Example}", more, count.Example);
            else
                logger.Log(count.Level, count.Id, "and {More:N0} more like this from {Sources:N0} sources, such as: {Example}", more, count.Sources.Count, count.Example);
        }
    }

    private sealed class Count(LogLevel level, EventId id)
    {
        public LogLevel Level { get; } = level;

        public EventId Id { get; } = id;

        public int Seen { get; set; }

        public string? Example { get; set; }

        public HashSet<IPAddress> Sources { get; } = [];
    }
}
