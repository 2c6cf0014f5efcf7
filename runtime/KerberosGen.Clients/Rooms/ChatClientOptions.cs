namespace KerberosGen.Clients;

/// <summary>How a <see cref="ChatClient"/> behaves; what is not set does for a person at a screen.</summary>
public sealed record ChatClientOptions
{
    /// <summary>The last event that is known: 0 asks for all that the room holds, 2^64-1 for only what comes (1030).</summary>
    public ulong Since { get; init; }

    /// <summary>The time, for authenticators and for waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The zone of time texts in the original layout: the KDC's.</summary>
    public TimeZoneInfo KdcTimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Is shown every byte of every connection, or null.</summary>
    public Protocol.IConnectionTap? Tap { get; init; }

    /// <summary>The longest wait before the first attempt to come back; each attempt after it waits twice as long, less up to half of it at random.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a room may owe an answer and say nothing; then the connection is taken for lost.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a room may go on to refuse a ticket that is new, before that is the end: it may still count connections that are gone.</summary>
    public TimeSpan RefusalPatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>After a cut: how long the room has to tell that the old connection is gone, before what it did not tell by then is sent again.</summary>
    internal TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(5);
}
