using System.Net;
using KerberosGen.Cli;
using KerberosGen.Crypto;
using KerberosGen.Hosting;
using KerberosGen.Protocol;
using KerberosGen.Storage;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Kdc;

/// <summary>Runs the KDC until it is told to stop.</summary>
internal static class KdcCommand
{
    /// <summary>Times of last requests are written this often.</summary>
    private static readonly TimeSpan LastSeenInterval = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(KdcSettings settings, CancellationToken cancellation)
    {
        using ILoggerFactory loggers = AppLogging.Create(settings.IsDebug);
        ILogger logger = loggers.CreateLogger("KDC");
        Directory.CreateDirectory(settings.Directory);
        void Notice(string text) => KdcLog.Notice(logger, text);

        await using SeedFileStore store = SeedFileStore.Open(settings.Directory, TimeProvider.System, Notice);
        ushort port = settings.Port ?? PortFile.ReadOrCreate(settings.Directory, Notice);
        var kdc = new KeyDistributionCenter(store, settings.Options, TimeProvider.System, SystemRandomSource.Instance);
        DebugScreen? screen = settings.IsDebug ? new DebugScreen(Console.Error) : null;
        var observer = new KdcLog(logger, screen);
        var endPoint = new IPEndPoint(settings.Address, port);
        await using IKdcEndPoint server = settings.Transport == "udp"
            ? KdcUdpServer.Start(kdc, endPoint, observer, loggers, screen)
            : await KdcServer.StartAsync(kdc, endPoint, observer, new ServerLimits(), screen, loggers, cancellation);
        Console.WriteLine($"KDC ready on {server.EndPoint} ({settings.Transport}, {settings.Options.Layout.ToString().ToLowerInvariant()})");
        await KeepLastSeenAsync(store, cancellation);
        return ExitCodes.Ok;
    }

    private static async Task KeepLastSeenAsync(SeedFileStore store, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LastSeenInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
                await store.FlushAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop: the store writes the rest when it is disposed.
        }
    }
}
