using System.Net;
using KerberosGen.Cli;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace KerberosGen.Kdc.Tests.Operations;

public sealed class CountingTests
{
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 1);

    [Fact]
    public void Counting_a_request_and_logging_it_where_nobody_debugs_allocates_nothing()
    {
        using MeterProvider meters = KdcMeters.Start(isScraped: true)!;
        using var metrics = new KdcMetrics();
        using ILoggerFactory loggers = LoggerFactory.Create(static logging => logging.SetMinimumLevel(LogLevel.Information).AddConsole());
        var observer = new KdcObservers(metrics, new KdcLog(loggers.CreateLogger("KDC"), static _ => true));
        // The first calls of a thread make what it keeps.
        long allocated = long.MaxValue;
        for (int round = 0; round < 10 && allocated > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1_000; i++)
            {
                observer.TicketIssued(Peer, default, default);
                observer.Answered(TicketRequest.Code, isRefused: false, TimeSpan.FromMicroseconds(i));
                observer.ServicesListed(Peer, default, 3);
                observer.Answered(ServiceListRequest.Code, isRefused: true, TimeSpan.FromMilliseconds(i));
                observer.Answered(0xFFFF, isRefused: true, TimeSpan.Zero);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Words_of_a_refusal_are_asked_for_only_while_they_are_read()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var lines = new LineLog();
        using var loggers = new BoundedLoggers(LoggerFactory.Create(logging => logging.AddProvider(new LineLoggerProvider(lines))), clock);
        ILogger logger = loggers.CreateLogger("KDC");
        var log = new KdcLog(logger, kind => loggers.IsRead(logger, KdcEvents.Refused, kind));
        for (int i = 0; i < 12_345 + FloodGate.Warnings; i++)
        {
            Assert.Equal(i <= FloodGate.Warnings, log.ReadsReason(KdcRefusalKind.NotValid));
            log.Refused(new IPEndPoint(new IPAddress([10, 0, 0, (byte)(i % 17)]), 5), KdcRefusalKind.NotValid, i <= FloodGate.Warnings ? "because" : "");
        }

        log.Refused(Peer, KdcRefusalKind.NameTaken, "another kind has lines of its own");
        Assert.Equal(FloodGate.Warnings + 1, lines.Lines.Count);
        clock.Advance(FloodGate.Window);
        Assert.Equal("and 12,345 more like this from 17 sources, such as: 10.0.0.10:5 was refused: because [NotValid]", lines.Lines[^1]);
        Assert.True(log.ReadsReason(KdcRefusalKind.NotValid));
        clock.Advance(FloodGate.Window);
        Assert.Equal(FloodGate.Warnings + 2, lines.Lines.Count);
    }

    private sealed class LineLoggerProvider(LineLog lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
