namespace KerberosGen.Protocol;

/// <summary>How a room behaves.</summary>
public sealed record RoomOptions
{
    /// <summary>The zone of time texts in tickets of the original layout: that of their KDC.</summary>
    public TimeZoneInfo KdcTimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Events that the room holds for latecomers.</summary>
    public int History { get; init; } = 1000;
}
