using System.Diagnostics;
using KerberosGen.Load.Traffic;

namespace KerberosGen.Load.Fanout;

/// <summary>
/// As much as a room can: so many messages are in flight at any time. A message is in flight until the room has acknowledged it
/// and every subscriber has received it.
/// </summary>
/// <param name="crowd">The room's guests.</param>
/// <param name="inFlight">Messages in flight.</param>
internal sealed class FanoutRun(Crowd crowd, int inFlight) : IDeliveries
{
    // What is in flight at most has a place each.
    private readonly int[] _missing = new int[inFlight];
    private uint _complete;
    private long _deliveries;

    /// <summary>Sends for about as long, then waits for what is on the way.</summary>
    /// <returns>Deliveries, each checked.</returns>
    /// <exception cref="WrongAnswerException">One is lost, or came twice.</exception>
    public long Go(TimeSpan time)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        uint from = _complete = crowd.Sent;
        _deliveries = 0;
        do
        {
            Fill();
            uint before = Done;
            while (Done == before)
                crowd.PumpSome(this, "a message was delivered to all");
        }
        while (Stopwatch.GetTimestamp() < end);

        while (Done != crowd.Sent)
            crowd.PumpSome(this, "all messages were delivered to all");
        long expected = (long)(crowd.Sent - from) * crowd.Subscribers;
        return _deliveries == expected ? _deliveries : throw new WrongAnswerException($"{_deliveries} deliveries, where {expected} had to be.");
    }

    /// <inheritdoc/>
    void IDeliveries.Delivered(ulong first, int count)
    {
        _deliveries += count;
        uint number = (uint)(first - crowd.Before - 1);
        for (int i = 0; i < count; i++, number++)
        {
            // Each subscriber is told in one order, so messages are complete in that order too.
            if (--_missing[number % (uint)_missing.Length] == 0)
                _complete = number + 1;
        }
    }

    private uint Done => Math.Min(_complete, crowd.Acknowledged);

    private void Fill()
    {
        int free = inFlight - (int)(crowd.Sent - Done);
        for (uint number = crowd.Sent; number < crowd.Sent + (uint)free; number++)
            _missing[number % (uint)_missing.Length] = crowd.Subscribers;
        crowd.Send(free);
    }
}
