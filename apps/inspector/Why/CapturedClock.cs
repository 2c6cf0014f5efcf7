namespace KerberosGen.Inspector;

/// <summary>The time at which a packet was captured, for a role that asks what time it is.</summary>
internal sealed class CapturedClock(DateTimeOffset time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time;
}
