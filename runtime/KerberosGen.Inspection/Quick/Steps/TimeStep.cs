namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>A time that was found to be one.</summary>
internal sealed class TimeStep(QuickNumber number, UnixTimeUnit unit) : Step
{
    private readonly TimeWriter _time = new();

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        long value = number.In(packet);
        if (unit == UnixTimeUnit.Milliseconds)
            _time.Write(DateTime.UnixEpoch.Ticks + (value * TimeSpan.TicksPerMillisecond), 3, writer);
        else
            _time.Write(DateTime.UnixEpoch.Ticks + (value * TimeSpan.TicksPerSecond), 0, writer);
    }
}
