using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Reporting;

/// <summary>What was measured of rooms, as it stands in JSON.</summary>
internal static class RoomJson
{
    public static object Of(RoomReport report) => new
    {
        Deliveries = report.Deliveries.Select(static r => new
        {
            r.Side,
            r.Shape.Subscribers,
            r.Shape.InFlight,
            r.PerSecond,
            PerRoomCpuSecond = r.PerServerSecond,
            r.OfRelay,
            RoomCpu = r.Server,
            GeneratorCpu = r.Generator,
            r.Samples,
        }),
        Latencies = report.Latencies.Select(static r => new
        {
            r.Side,
            r.Shape.Subscribers,
            HalfOfInFlight = r.Shape.InFlight,
            r.MessagesPerSecond,
            r.PerSecond,
            MedianSeconds = r.Median,
            P99Seconds = r.P99,
            P999Seconds = r.P999,
            r.Samples,
        }),
        Profiles = report.Profiles.Select(static r => new { r.Shape.Subscribers, r.Shape.InFlight, r.System, r.Sealing, r.Store, r.Runtime, r.Managed, r.Samples }),
        Members = report.Members.Select(static f => new { f.Kind, f.Guests, ResidentBytes = f.Bytes, BytesPerGuest = f.PerGuest, Samples = f.Resident }),
    };
}
