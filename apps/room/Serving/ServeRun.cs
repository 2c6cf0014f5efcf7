using KerberosGen.Cli;
using KerberosGen.Storage;

namespace KerberosGen.Room;

/// <summary>Runs the rooms until they are told to stop.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(RoomSettings settings, CancellationToken cancellation)
    {
        var running = new RunningRooms();
        using ScreenWriter screen = ScreenWriter.Open(running);
        using var loggers = new BoundedLoggers(AppLogging.Create(settings.Log), TimeProvider.System);
        DebugScreen? debug = settings.IsDebug ? new DebugScreen(Console.Error) : null;
        Directory.CreateDirectory(settings.Directory);
        using IDisposable own = ServicesPoolFile.Lock(settings.Directory);
        using var pool = new RoomPool(ServicesPoolFile.Open(settings.Directory), debug, loggers.CreateLogger("Rooms"), TimeProvider.System);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using OperatorConsole? console = OperatorConsole.Start(running, screen, stopping.Cancel);
        var manager = new ServiceManager(new RoomProcess(settings, pool, running, screen, debug, loggers));
        return await manager.RunAsync(stopping.Token) ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
