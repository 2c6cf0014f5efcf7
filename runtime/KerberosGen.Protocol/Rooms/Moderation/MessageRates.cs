using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// How many messages each client id may send, over all its connections together. Who has been silent for long enough is
/// forgotten, so that it holds only who spoke lately. It goes by the monotonic clock: a clock that is set makes nobody wait. Not
/// for use by two threads at once.
/// </summary>
/// <param name="rate">What a client may send.</param>
/// <param name="clock">The time.</param>
internal sealed class MessageRates(Rate rate, TimeProvider clock)
{
    private readonly RateLimit _limit = new(rate, clock.TimestampFrequency);
    private readonly Dictionary<PrincipalId, long> _fullAt = [];

    /// <summary>How many clients it holds.</summary>
    public int Count => _fullAt.Count;

    /// <summary>Takes one message from what a client may send now; false, and nothing taken, if it must wait.</summary>
    public bool TryTake(PrincipalId client)
    {
        if (rate.IsUnlimited)
            return true;
        long fullAt = _fullAt.GetValueOrDefault(client);
        if (!_limit.TryTake(ref fullAt, clock.GetTimestamp()))
            return false;
        _fullAt[client] = fullAt;
        return true;
    }

    /// <summary>Forgets who may send a full burst again.</summary>
    public void Forget()
    {
        long now = clock.GetTimestamp();
        foreach ((PrincipalId client, long fullAt) in _fullAt)
        {
            if (fullAt <= now)
                _fullAt.Remove(client);
        }
    }
}
