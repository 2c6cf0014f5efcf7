using System.CommandLine;
using KerberosGen.Databases;
using KerberosGen.Load.Populations;
using KerberosGen.Load.Servers;
using KerberosGen.Protocol;

namespace KerberosGen.Load.Commands;

/// <summary><c>room-host</c> and <c>relay</c>: the servers that the rooms' app is measured beside, as processes of their own.</summary>
internal static class HostCommands
{
    public static Command RoomHost()
    {
        Option<int[]> service = LoadOptions.Numbers("--service", "Which service of the population it is.", 0, Population.ServiceCount - 1, [0]);
        var data = new Option<DirectoryInfo?>("--data") { Description = "Keep the room in this directory, as the app does. [default: keep nothing]", HelpName = "dir" };
        var command = new Command("room-host", "Serve one room without the app around it.") { service, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            int number = parsed.GetValue(service)![0];
            IRoomStore store = parsed.GetValue(data) is { } directory
                ? SqliteRoomStore.Open(directory.FullName, Population.IdOfService(number))
                : new VolatileRoomStore();
            await Servers.RoomHost.RunAsync(number, store, cancellation);
            return 0;
        });
        return command;
    }

    public static Command Relay()
    {
        var command = new Command("relay", "Pass every message on as it came, on the rooms' transport: the ceiling of what a room can.");
        command.SetAction(async (_, cancellation) =>
        {
            await RelayServer.RunAsync(cancellation);
            return 0;
        });
        return command;
    }
}
