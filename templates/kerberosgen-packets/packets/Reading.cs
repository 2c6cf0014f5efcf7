using KerberosGen;

namespace MyProtocol._1.Packets;

/// <summary>What a station measured.</summary>
[Request(1)]
public partial struct Reading
{
    /// <summary>Where.</summary>
    public StationName Station;

    /// <summary>When, in seconds since 1970.</summary>
    public uint Time;

    /// <summary>Hundredths of a degree Celsius.</summary>
    public short Temperature;

    /// <summary>Pascals.</summary>
    public uint Pressure;
}
