using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>
/// Keeps the process's last file descriptors from connections. The runtime takes two for each thread that it starts, and where
/// it gets none, it ends the process; files that are written need some too.
/// </summary>
/// <param name="limit">How many descriptors the process may have open; 0 if that is not known.</param>
/// <param name="logger">Is told, once a second at most, that peers were turned away.</param>
internal sealed partial class DescriptorReserve(long limit, ILogger logger)
{
    private const int Size = 64;
    private const string LimitsOfThisProcess = "/proc/self/limits";
    private const string OpenFiles = "Max open files";

    private readonly LogGate _gate = new();
    private readonly long _first = limit == 0 ? long.MaxValue : limit - Math.Min(Size, limit / 8);

    /// <summary>The reserve of this process.</summary>
    public static DescriptorReserve OfThisProcess(ILogger logger) => new(ReadLimit(), logger);

    /// <summary>True if a new connection has taken a descriptor of the reserve, and so must be closed.</summary>
    public bool IsTouchedBy(Socket socket)
    {
        // The system gives the lowest number that is free: one so high means that nearly all are taken.
        if (socket.SafeHandle.DangerousGetHandle() < _first)
            return false;
        if (_gate.TryPass(out long held))
            LogTurnedAway(logger, socket.RemoteEndPoint, held, limit);
        return true;
    }

    // Other systems than Linux have no such file.
    private static long ReadLimit()
    {
        try
        {
            string? line = File.ReadLines(LimitsOfThisProcess).FirstOrDefault(static line => line.StartsWith(OpenFiles, StringComparison.Ordinal));
            string? soft = line?[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [LoggerMessage(5, LogLevel.Error, "{Peer} (and {Others} more since the last such line) was turned away: the process has nearly all of its {Limit} file descriptors open. Let it have more (ulimit -n, LimitNOFILE), or give it a smaller --max-connections.")]
    private static partial void LogTurnedAway(ILogger logger, EndPoint? peer, long others, long limit);
}
