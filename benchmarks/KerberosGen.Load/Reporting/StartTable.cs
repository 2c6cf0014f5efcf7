using KerberosGen.Load.Measuring;
using KerberosGen.Load.Starts;

namespace KerberosGen.Load.Reporting;

/// <summary>The table of what starting the client costs.</summary>
internal static class StartTable
{
    private const double Milli = 1e3;

    public static ReportTable Of(IEnumerable<StartFigures> figures) => new(
        "The client's first prompt, from the start of its process on",
        ["prompt", "program", "ms", "ms beyond `true`", "times `true`", "ms of processors"],
        [
            .. figures.Select(static f => new[]
            {
                f.Side.Prompt, f.Side.Name, Milliseconds(f.Time), f.Side.Mark is null ? "0" : Milliseconds(f.Beyond), f.Side.Mark is null ? "1" : f.OfTrue.ToString("F1"),
                Milliseconds(f.Processor),
            }),
        ]);

    private static string Milliseconds(Spread s) => new Spread(s.Lower * Milli, s.Median * Milli, s.Upper * Milli).ToString("F1");
}
