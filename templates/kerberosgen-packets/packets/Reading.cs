using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>What a station measured.</summary>
[Request(1)]
public partial struct Reading
{
    /// <summary>Where.</summary>
    public StationName Station;

    /// <summary>When.</summary>
    [UnixTime(UnixTimeUnit.Seconds), Width(4)] public DateTimeOffset Time;

    /// <summary>Hundredths of a degree Celsius.</summary>
    [Range(-10_000, 10_000)] public short Temperature;

    /// <summary>Pascals.</summary>
    public uint Pressure;
}
