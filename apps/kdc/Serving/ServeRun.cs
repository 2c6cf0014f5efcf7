using System.Net;
using KerberosGen.Cli;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace KerberosGen.Kdc;

/// <summary>Runs the KDC until it is told to stop.</summary>
internal static class ServeRun
{
    /// <summary>How long a peer may take to take its last answers.</summary>
    public static readonly TimeSpan PeerDrainTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long connections may take to end. With what the store then takes to write, a stop stays under the ten seconds after which it
    /// counts as failed.
    /// </summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long the last figures may take to be sent, in milliseconds.</summary>
    private const int MetersTimeout = 1000;

    /// <summary>How long a store that has gone away is waited for at a stop.</summary>
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(KdcSettings settings, CancellationToken cancellation)
    {
        using var loggers = new BoundedLoggers(AppLogging.Create(settings.Log), TimeProvider.System);
        ILogger logger = loggers.CreateLogger("KDC");
        try
        {
            await RunAsync(settings, loggers, logger, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop before it served: that is a stop too.
        }

        KdcLog.Stopped(logger);
        return ExitCodes.Ok;
    }

    private static async Task RunAsync(KdcSettings settings, BoundedLoggers loggers, ILogger logger, CancellationToken cancellation)
    {
        void Notice(string text) => KdcLog.Notice(logger, text);
        var systemd = new SystemdReports();
        var health = new KdcHealth(TimeProvider.System);
        // What is counted before anyone collects is lost.
        using MeterProvider? meters = KdcMeters.Start(isScraped: settings.Monitoring is not null);
        using var metrics = new KdcMetrics();
        await using MonitoringServer? monitoring = await StartMonitoringAsync(settings.Monitoring, health, meters, logger, cancellation);

        DebugScreen? screen = settings.IsDebug ? new DebugScreen(Console.Error) : null;
        var monitored = new MonitoredStore(await StoreOpener.OpenAsync(settings.Store, Notice, cancellation), metrics, new StoreHealth(logger));
        IPrincipalDatabase store = screen is null ? monitored : new ScreenedStore(monitored, screen);
        try
        {
            ushort port = settings.Port ?? PortFile.ReadOrCreate(settings.Store.Directory, Notice);
            using var kdc = new KeyDistributionCenter(store, settings.Options, TimeProvider.System, SystemRandomSource.Instance);
            var observer = new KdcObservers(metrics, new KdcLog(logger, kind => loggers.IsRead(logger, KdcEvents.Refused, kind)));
            var admission = new KdcAdmission(settings.Limits, TimeProvider.System);
            metrics.Watch(admission.Statistics, kdc.Ciphers);
            KdcServers server = await KdcServers.StartAsync(
                settings.Transports, kdc, new IPEndPoint(settings.Address, port), observer, settings.Deadlines, admission, screen, loggers, cancellation);
            AdministrationServer? administration = null;
            try
            {
                administration = await AdministrationServer.StartAsync(store, server.EndPoint, settings.Store.Directory, Notice, cancellation);
                health.Serves(monitored);
                string transports = settings.Transports.ToString().ToLowerInvariant();
                string layout = settings.Options.Layout.ToString().ToLowerInvariant();
                string ready = $"KDC ready on {server.EndPoint} ({transports}, {layout})";
                KdcLog.Ready(logger, server.EndPoint, transports, layout);
                systemd.Ready(ready);
                await ServerOutput.WriteLineAsync(ready);
                await new Upkeep(store, settings.LastSeenInterval, health, systemd).RunAsync(cancellation);
            }
            finally
            {
                health.Drains();
                systemd.Stopping();
                if (cancellation.IsCancellationRequested)
                    KdcLog.Draining(logger);
                await Task.WhenAll(EndAsync(server, logger), administration is null ? Task.CompletedTask : EndAsync(administration, logger));
            }
        }
        finally
        {
            await CloseAsync(store, logger);
            meters?.Shutdown(MetersTimeout);
        }
    }

    private static async Task<MonitoringServer?> StartMonitoringAsync(
        IPEndPoint? endPoint, KdcHealth health, MeterProvider? meters, ILogger logger, CancellationToken cancellation)
    {
        if (endPoint is null)
            return null;
        MonitoringServer monitoring = await MonitoringServer.StartAsync(endPoint, health, meters!, cancellation);
        if (!IPAddress.IsLoopback(endPoint.Address))
            KdcLog.Notice(logger, $"Health and metrics on {monitoring.EndPoint} can be read by other hosts, without a password.");
        KdcLog.Monitoring(logger, monitoring.EndPoint);
        await ServerOutput.WriteLineAsync($"Monitoring ready on {monitoring.EndPoint}");
        return monitoring;
    }

    private static async Task EndAsync(IAsyncDisposable server, ILogger logger)
    {
        try
        {
            await server.DisposeAsync().AsTask().WaitAsync(DrainTimeout);
        }
        catch (TimeoutException)
        {
            KdcLog.DrainTimedOut(logger, DrainTimeout.TotalSeconds);
        }
    }

    private static async Task CloseAsync(IPrincipalDatabase store, ILogger logger)
    {
        try
        {
            await store.DisposeAsync().AsTask().WaitAsync(StoreTimeout);
        }
        catch (TimeoutException)
        {
            KdcLog.StoreFailed(logger, "close", $"it took more than {StoreTimeout.TotalSeconds} s");
        }
        catch (Exception e)
        {
            // What was answered is kept already: only when clients were last seen may be lost.
            KdcLog.StoreFailed(logger, "write when clients were last seen", StoreHealth.ReasonOf(e));
        }
    }
}
