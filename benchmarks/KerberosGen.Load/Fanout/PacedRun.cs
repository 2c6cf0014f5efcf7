using System.Diagnostics;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Fanout;

/// <summary>
/// Messages at moments that were set beforehand, whatever the room does meanwhile. A delivery's latency counts from the moment at
/// which its message had to be sent: a room or a generator that lags makes all that come after late, and that is counted too.
/// </summary>
/// <param name="crowd">The room's guests.</param>
/// <param name="perSecond">Messages per second, evenly.</param>
internal sealed class PacedRun(Crowd crowd, double perSecond) : IDeliveries
{
    private readonly double _interval = Stopwatch.Frequency / perSecond;
    private readonly LatencyHistogram _latencies = new();
    private uint _first;
    private long _begin;
    private long _deliveries;

    /// <summary>Sends for so long, then waits for what is on the way.</summary>
    /// <exception cref="WrongAnswerException">A delivery is lost, or came twice.</exception>
    public LatencySample Go(TimeSpan time)
    {
        long messages = Math.Max(1, (long)(time.TotalSeconds * perSecond));
        long expected = messages * crowd.Subscribers;
        _latencies.Clear();
        _deliveries = 0;
        _first = crowd.Sent;
        _begin = Stopwatch.GetTimestamp();
        for (long sent = 0; sent < messages;)
        {
            long now = Stopwatch.GetTimestamp();
            long due = Math.Min(messages, 1 + (long)((now - _begin) / _interval)) - sent;
            if (due > 0)
            {
                int count = (int)Math.Min(due, crowd.MostAtOnce);
                crowd.Send(count);
                sent += count;
            }

            crowd.Pump(due > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((MomentOf(sent) - now) / (double)Stopwatch.Frequency), this);
        }

        while (_deliveries < expected || crowd.Acknowledged != crowd.Sent)
            crowd.PumpSome(this, "all messages were delivered to all");
        double seconds = Stopwatch.GetElapsedTime(_begin).TotalSeconds;
        return new LatencySample(_deliveries / seconds, _latencies.At(0.5), _latencies.At(0.99), _latencies.At(0.999), _latencies.Most);
    }

    /// <inheritdoc/>
    void IDeliveries.Delivered(ulong first, int count)
    {
        long now = Stopwatch.GetTimestamp();
        _deliveries += count;
        long number = (uint)(first - crowd.Before - 1) - _first;
        for (int i = 0; i < count; i++)
            _latencies.Add((now - MomentOf(number + i)) / (double)Stopwatch.Frequency);
    }

    private long MomentOf(long number) => _begin + (long)(number * _interval);
}
