using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>What one source address has taken. Each number is the state of a <see cref="RateLimit"/>.</summary>
internal sealed class SourceAccount : Account<ulong>
{
    public long Requests;

    public long Registrations;

    public long DatagramBytes;

    /// <summary>How often it was told over UDP that it asks too often.</summary>
    public long Warnings;

    /// <summary>Its open connections.</summary>
    public int Connections;

    public override bool IsClear(long now) =>
        Volatile.Read(ref Connections) == 0
        && Volatile.Read(ref Requests) <= now
        && Volatile.Read(ref Registrations) <= now
        && Volatile.Read(ref DatagramBytes) <= now
        && Volatile.Read(ref Warnings) <= now;
}
