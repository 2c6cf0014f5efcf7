using Microsoft.Extensions.Logging;

namespace KerberosGen.Kdc;

/// <summary>Whether the store answers: the first failure after an answer is logged, and the first answer after a failure.</summary>
internal sealed class StoreHealth(ILogger logger)
{
    private volatile bool _isAway;

    /// <summary>It has answered.</summary>
    public void Answered()
    {
        if (!_isAway)
            return;
        _isAway = false;
        KdcLog.StoreBack(logger);
    }

    /// <summary>It has failed.</summary>
    public void Failed(string operation, Exception e)
    {
        if (_isAway)
            return;
        _isAway = true;
        KdcLog.StoreFailed(logger, operation, ReasonOf(e));
    }

    /// <summary>Why: the exception's kind, because the message of a database's may hold its connection string.</summary>
    public static string ReasonOf(Exception e) => e is IOException ? e.Message : e.GetType().Name;
}
