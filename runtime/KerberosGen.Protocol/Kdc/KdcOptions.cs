namespace KerberosGen.Protocol;

/// <summary>How a KDC issues tickets and whom it registers. A value out of its bounds is refused where it is set.</summary>
public sealed record KdcOptions
{
    /// <summary>The shortest life of a ticket: times on the wire count seconds.</summary>
    public static readonly TimeSpan MinTicketLifetime = TimeSpan.FromSeconds(1);

    /// <summary>The longest life of a ticket, ten years. A time text has two digits for the year: it ends with 2099.</summary>
    public static readonly TimeSpan MaxTicketLifetime = TimeSpan.FromDays(3650);

    /// <summary>The most principals whose ciphers can be kept: ten million.</summary>
    public const int MaxCipherCacheSize = 10_000_000;

    /// <summary>The wire layout of its answers.</summary>
    public WireLayout Layout { get; init; } = WireLayout.Documented;

    /// <summary>
    /// How long a ticket is good for: whole seconds, from <see cref="MinTicketLifetime"/> to <see cref="MaxTicketLifetime"/>, counted
    /// on the clock, so a day is 24 hours when daylight saving begins or ends, too. In the original layout the end is local time
    /// without a zone: one that falls into an hour that occurs twice can be read an hour late or early by a room.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public TimeSpan TicketLifetime
    {
        get;
        init => field = value >= MinTicketLifetime && value <= MaxTicketLifetime && value.Ticks % TimeSpan.TicksPerSecond == 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"A ticket lives whole seconds, from 1 to {(long)MaxTicketLifetime.TotalSeconds} ({MaxTicketLifetime.Days} days).");
    } = ProtocolLimits.DefaultTicketLifetime;

    /// <summary>True if anyone may register; false if only the administrator enrols.</summary>
    public bool IsRegistrationOpen { get; init; } = true;

    /// <summary>
    /// True if the KDC listens at more than loopback addresses. A service that registers from loopback is then pointed out
    /// (<see cref="IKdcObserver.ServiceAtLoopback"/>).
    /// </summary>
    public bool ServesOtherHosts { get; init; }

    /// <summary>
    /// Of how many recent principals ciphers are kept, up to <see cref="MaxCipherCacheSize"/>, at about 2.5 KB each; 0 for none,
    /// 1 and 2 count as 3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or too large.</exception>
    public int CipherCacheSize
    {
        get;
        init => field = value is >= 0 and <= MaxCipherCacheSize
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Ciphers of 0 to {MaxCipherCacheSize} principals are kept.");
    } = 10_000;

    /// <summary>The zone of the time texts in the original layout. The documented one is UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;
}
