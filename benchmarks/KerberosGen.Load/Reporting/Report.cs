using KerberosGen.Load.Measuring;
using KerberosGen.Load.Starts;

namespace KerberosGen.Load.Reporting;

/// <summary>What was measured.</summary>
internal sealed record Report
{
    /// <summary>What made it; its place in a page is called that too.</summary>
    public string Verb { get; init; } = "check";

    /// <summary>Each kind of load, by the words that head its table.</summary>
    public List<(string Title, IReadOnlyList<Result> Results)> Loads { get; } = [];

    /// <summary>Memory and start-up.</summary>
    public List<MemoryFigures> Memory { get; } = [];

    /// <summary>The client's first prompts.</summary>
    public List<StartFigures> Starts { get; } = [];

    /// <summary>Rooms; null if it is not about them.</summary>
    public RoomReport? Rooms { get; init; }

    /// <summary>Deliveries beside other people's servers.</summary>
    public List<PeerResult> Peers { get; } = [];

    /// <summary>What was judged, and how.</summary>
    public List<(bool IsMet, string Words)> Goals { get; } = [];
}
