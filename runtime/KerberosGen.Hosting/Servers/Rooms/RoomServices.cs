using KerberosGen.Protocol;

namespace KerberosGen.Hosting;

/// <summary>What the connections to one room share.</summary>
/// <param name="Door">Checks tickets.</param>
/// <param name="Host">Owns the room.</param>
/// <param name="RoomEnd">Ends when the room does, however it does.</param>
/// <param name="Observer">Is told of refusals.</param>
/// <param name="Deadlines">How long peers may take.</param>
/// <param name="Limits">What else they may take.</param>
/// <param name="Places">How many there are.</param>
/// <param name="Log">What an operator must know.</param>
/// <param name="Clock">The time.</param>
internal sealed record RoomServices(
    RoomDoor Door,
    IRoomHost Host,
    Task RoomEnd,
    IRoomObserver Observer,
    ServerLimits Deadlines,
    RoomLimits Limits,
    RoomPlaces Places,
    RoomConnectionLog Log,
    TimeProvider Clock)
{
    /// <summary>Refused requests of one connection.</summary>
    public RateLimit Refusals { get; } = new(Limits.RefusalsPerConnection, Clock.TimestampFrequency);

    /// <summary>Bytes of lists for one connection.</summary>
    public RateLimit ListBytes { get; } = new(Limits.ListBytesPerConnection, Clock.TimestampFrequency);

    /// <summary>Bytes of lists under way to all.</summary>
    public ListBudget Lists { get; } = new(Limits.UnsentListBytes);
}
