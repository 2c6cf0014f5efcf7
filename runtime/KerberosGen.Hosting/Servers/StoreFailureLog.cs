using System.Net;
using Microsoft.Extensions.Logging;

namespace KerberosGen.Hosting;

/// <summary>Says, once a second at most, that requests got no answer because the store failed; counts each.</summary>
internal sealed partial class StoreFailureLog(ILogger logger, KdcStatistics statistics)
{
    private readonly LogGate _gate = new();

    public void Add(IPEndPoint peer, Exception e)
    {
        statistics.StoreFailed();
        if (_gate.TryPass(out long held))
            LogFailed(logger, peer, held, e.Message, e);
    }

    [LoggerMessage(1, LogLevel.Error, "{Peer} (and {Others} more since the last such line) got no answer, because the store failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, IPEndPoint peer, long others, string reason, Exception e);
}
