using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>What was asked in one principal's name, everywhere or from one source. The number is the state of a <see cref="RateLimit"/>.</summary>
internal sealed class PrincipalAccount : Account<PrincipalKey>
{
    public long Taken;

    public override bool IsClear(long now) => Volatile.Read(ref Taken) <= now;
}
