using System.Text.Json;
using System.Text.Json.Serialization;
using KerberosGen.Load.Measuring;
using KerberosGen.Load.Starts;

namespace KerberosGen.Load.Reporting;

/// <summary>Writes a report as JSON: medians, the middle half, and every sample.</summary>
internal static class ReportJson
{
    // A turn that is shorter than the system's clock of processor time makes figures that JSON has no numbers for.
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write(Report report) => report.Rooms is { } rooms ? JsonSerializer.Serialize(RoomJson.Of(rooms), Indented) : JsonSerializer.Serialize(
        new
        {
            Loads = report.Loads.Select(static load => new { load.Title, Results = load.Results.Select(Of) }),
            Memory = report.Memory.Select(Of),
            Starts = report.Starts.Select(Of),
            Goals = report.Goals.Select(static goal => new { goal.IsMet, goal.Words }),
        },
        Indented);

    private static object Of(Result r) => new
    {
        Store = r.Side.Name,
        r.Side.Clients,
        Asking = r.Side.Hot,
        r.Shape.Connections,
        r.Shape.InFlight,
        Transport = r.Shape.IsDatagrams ? "udp" : "tcp",
        r.PerSecond,
        PerServerCpuSecond = r.PerServerSecond,
        r.OfCeiling,
        AllocatedBytesPerRequest = r.BytesPerRequest,
        GeneratorCpu = r.Generator,
        r.Samples,
    };

    private static object Of(StartFigures f) => new { f.Side.Prompt, Program = f.Side.Name, Seconds = f.Time, SecondsBeyondTrue = f.Beyond, f.OfTrue, CpuSeconds = f.Processor, f.Samples };

    private static object Of(MemoryFigures f) => new
    {
        f.Store,
        f.Clients,
        StartUpSeconds = f.StartUp,
        StartUpCpuSeconds = f.StartUpProcessor,
        ResidentBytes = f.Resident,
        PeakBytes = f.Peak,
        ProportionalBytes = f.Proportional,
        LoadedBytes = f.Loaded,
        Samples = f.Samples.Select(static s => new { StartUpSeconds = s.StartUp.TotalSeconds, s.ProcessorSeconds, s.ResidentBytes, s.PeakBytes, s.ProportionalBytes, s.LoadedBytes }),
    };
}
