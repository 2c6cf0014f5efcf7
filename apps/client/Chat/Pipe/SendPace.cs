using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>
/// When the next message may be sent, once the room has said how many it takes. It counts no more than the room surely has left
/// for this client, so that a message is refused again only if the client sends on another connection as well.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class SendPace(TimeProvider clock)
{
    // Who shares the rate with another connection shall not hammer.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100), LongestWait = TimeSpan.FromHours(1);

    private Rate? _rate;
    private double _left;
    private long _at;

    /// <summary>How long to wait before the next message.</summary>
    public TimeSpan Wait
    {
        get
        {
            if (_rate is not { } rate)
                return TimeSpan.Zero;
            double left = Math.Min(rate.Burst, _left + (clock.GetElapsedTime(_at).TotalSeconds * rate.PerSecond));
            double seconds = (1 - left) / rate.PerSecond;
            return seconds <= 0 ? TimeSpan.Zero : seconds >= LongestWait.TotalSeconds ? LongestWait : TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(1);
        }
    }

    /// <summary>The room has taken a message.</summary>
    public void Taken()
    {
        if (_rate is not { } rate)
            return;
        _left = Math.Min(rate.Burst, _left + (clock.GetElapsedTime(_at).TotalSeconds * rate.PerSecond)) - 1;
        _at = clock.GetTimestamp();
    }

    /// <summary>The room has refused a message because it came too soon.</summary>
    public void Refused(Rate rate)
    {
        _rate = rate;
        _left = Math.Min(0, 1 - (rate.PerSecond * ShortestWait.TotalSeconds));
        _at = clock.GetTimestamp();
    }
}
