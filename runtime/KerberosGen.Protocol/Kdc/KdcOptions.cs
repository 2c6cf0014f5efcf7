namespace KerberosGen.Protocol;

/// <summary>How a KDC issues tickets.</summary>
public sealed record KdcOptions
{
    /// <summary>The wire layout of its answers.</summary>
    public WireLayout Layout { get; init; } = WireLayout.Documented;

    /// <summary>How long a ticket is good for.</summary>
    public TimeSpan TicketLifetime { get; init; } = ProtocolLimits.DefaultTicketLifetime;

    /// <summary>The zone of the time texts in the original layout. The documented one is UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
}
