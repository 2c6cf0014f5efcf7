using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Peers;

/// <summary>Someone else's server as a process of its own, on a free port of loopback. It is ready when it accepts a connection.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;

    private PeerProcess(Process process, IPEndPoint endPoint)
    {
        _process = process;
        EndPoint = endPoint;
        Usage = new ProcessUsage(process.Id);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What it has taken of the machine.</summary>
    public ProcessUsage Usage { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="log">Where all it says goes.</param>
    /// <param name="endPoint">Where it is told to listen.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or does not get ready.</exception>
    public static async Task<PeerProcess> StartAsync(string program, string log, IPEndPoint endPoint, string[] arguments, CancellationToken cancellation)
    {
        if (!File.Exists(program))
            throw new InvalidOperationException($"{program} is not there: benchmarks/peers/run installs it.");
        // The shell becomes the server, so that the process that is measured is the server's.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > \"$SERVER_LOG\" 2>&1 < /dev/null", program, .. arguments]);
        start.Environment["SERVER_LOG"] = log;
        var peer = new PeerProcess(Process.Start(start)!, endPoint);
        long from = Stopwatch.GetTimestamp();
        try
        {
            while (!await AcceptsAsync(endPoint, cancellation))
            {
                if (peer._process.HasExited || Stopwatch.GetElapsedTime(from) > Patience)
                    throw new InvalidOperationException($"{program} did not get ready on {endPoint}:\n{await File.ReadAllTextAsync(log, cancellation)}");
                await Task.Delay(LookInterval, cancellation);
            }
        }
        catch
        {
            peer.Dispose();
            throw;
        }

        return peer;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<bool> AcceptsAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint, cancellation);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
