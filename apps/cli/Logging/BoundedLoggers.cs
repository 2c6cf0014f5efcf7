using System.Net;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Cli;

/// <summary>Loggers behind a <see cref="FloodGate"/>: no peer can fill the disk. What is asked for with Debug is given whole.</summary>
public sealed class BoundedLoggers(ILoggerFactory inner, TimeProvider clock) : ILoggerFactory
{
    private readonly FloodGate _gate = new(clock);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new BoundedLogger(inner.CreateLogger(categoryName), _gate);

    /// <summary>False if an event's words would not be read now.</summary>
    /// <param name="logger">One of these.</param>
    /// <param name="id">The event.</param>
    /// <param name="kind">What tells it from others of the same id.</param>
    public bool IsRead(ILogger logger, EventId id, object kind) => logger is not BoundedLogger { Inner: { } inner } || _gate.IsRead(inner, id, kind);

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        inner.Dispose();
    }

    private sealed class BoundedLogger(ILogger inner, FloodGate gate) : ILogger
    {
        public ILogger Inner => inner;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
                return;
            if (logLevel < LogLevel.Information || TryPass(logLevel, eventId, state, exception, formatter))
                inner.Log(logLevel, eventId, state, exception, formatter);
        }

        private bool TryPass<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            object? kind = null;
            IPAddress? source = null;
            foreach (KeyValuePair<string, object?> part in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
            {
                if (part.Value is Enum value)
                    kind = value;
                else if (part.Key == "Peer" && part.Value is IPEndPoint peer)
                    source = peer.Address;
            }

            return gate.TryPass(inner, level, id, kind, source, () => formatter(state, exception));
        }
    }
}
