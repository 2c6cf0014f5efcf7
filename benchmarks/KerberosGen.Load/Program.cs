using System.CommandLine;
using System.Runtime.InteropServices;
using KerberosGen.Load.Commands;
using KerberosGen.Load.Traffic;

var root = new RootCommand("Loads the real KDC and rooms on this machine's loopback, and measures them beside the least that a server can do.")
{
    LoadCommands.Tickets(), LoadCommands.Registrations(), LoadCommands.Lists(), LoadCommands.Memory(), CheckCommand.Create(), CeilingCommand.Create(),
    RoomsCommand.Create(), PeersCommand.Create(), StartCommand.Create(), HostCommands.RoomHost(), HostCommands.Relay(),
};
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine(error.Message);
    return 2;
}

// Servers and their directories must be gone before this is, however it is told to stop.
using var stopping = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stopping.Token);
}
catch (Exception) when (stopping.IsCancellationRequested)
{
    // A terminal interrupts the servers as well: whatever failed then, failed for that.
    return 130;
}
catch (Exception e) when (e is WrongAnswerException or InvalidOperationException or IOException or System.Net.Sockets.SocketException or HttpRequestException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
