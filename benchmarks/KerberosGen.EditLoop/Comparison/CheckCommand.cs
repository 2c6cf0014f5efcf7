using System.Globalization;
using KerberosGen.EditLoop.Dialects;
using KerberosGen.EditLoop.Sessions;

namespace KerberosGen.EditLoop.Comparison;

/// <summary>Compares the generators and says whether the requirements are met.</summary>
internal static class CheckCommand
{
    private const int Few = 100;
    private const int Many = 1000;
    private const double MostToMemoryPack = 0.6;
    private const double MostMicrosecondsPerPacket = 70;

    // The time of one emission, about a tenth of a millisecond, is as noisy as this.
    private const double MostEmissionGrowth = 1.5;

    /// <summary>Answers the exit status: 0, or 1 if a requirement is missed.</summary>
    public static int Run()
    {
        EmissionRun few = EmissionRun.Measure(Few);
        EmissionRun many = EmissionRun.Measure(Many);
        IReadOnlyList<Side> sides = InterleavedRun.Measure([new KerberosGenDialect(), new MemoryPackDialect(), new JsonDialect()], [Few, Many]);
        PrintTable(sides);

        Console.WriteLine();
        double toMemoryPack = RatioTo<MemoryPackDialect>(sides, Many, Operation.EditOfOnePacket).Median;
        double growth = MicrosecondsPerPacket(sides, Operation.EditOfOnePacket);
        double growthElsewhere = MicrosecondsPerPacket(sides, Operation.EditElsewhere);
        bool[] met =
        [
            Tell(toMemoryPack <= MostToMemoryPack, $"an edit among {Many} takes {toMemoryPack:F2}x of MemoryPack's time; at most {MostToMemoryPack}x"),
            Tell(
                few is { FilesOfAnEdit: 1, FilesOfAnEditElsewhere: 0 } && many is { FilesOfAnEdit: 1, FilesOfAnEditElsewhere: 0 },
                $"an edit of one packet emits {few.FilesOfAnEdit} file among {Few} and {many.FilesOfAnEdit} among {Many}; an edit elsewhere {few.FilesOfAnEditElsewhere} and {many.FilesOfAnEditElsewhere}"),
            Tell(
                many.Microseconds <= few.Microseconds * MostEmissionGrowth,
                $"the emission takes {few.Microseconds:F0} us among {Few} and {many.Microseconds:F0} us among {Many}; at most {MostEmissionGrowth}x"),
            Tell(
                growth <= MostMicrosecondsPerPacket && growthElsewhere <= MostMicrosecondsPerPacket,
                $"each packet that did not change adds {growth:F1} us to an edit of one packet and {growthElsewhere:F1} us to an edit elsewhere; at most {MostMicrosecondsPerPacket}"),
        ];
        return met.All(m => m) ? 0 : 1;
    }

    private static void PrintTable(IReadOnlyList<Side> sides)
    {
        Print($"Milliseconds: medians of {InterleavedRun.Rounds} cold runs and {InterleavedRun.Rounds * InterleavedRun.EditsPerRound} edits of a kind, with the middle half of them. Ratios are medians of the ratios of neighbours.");
        Console.WriteLine();
        Console.WriteLine("| run | packets | KerberosGen | MemoryPack | System.Text.Json | to MemoryPack | to System.Text.Json |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (Operation operation in Enum.GetValues<Operation>())
        {
            foreach (int packets in new[] { Few, Many })
            {
                IEnumerable<string> times = sides.Where(s => s.Packets == packets).Select(s => Show(Quartiles.Of(s.TimesOf(operation))));
                string memoryPack = Show(RatioTo<MemoryPackDialect>(sides, packets, operation));
                string json = Show(RatioTo<JsonDialect>(sides, packets, operation));
                Print($"| {Words(operation)} | {packets} | {string.Join(" | ", times)} | {memoryPack} | {json} |");
            }
        }
    }

    private static Quartiles RatioTo<TDialect>(IReadOnlyList<Side> sides, int packets, Operation operation)
        where TDialect : Dialect =>
        Quartiles.OfRatios(Find<KerberosGenDialect>(sides, packets).TimesOf(operation), Find<TDialect>(sides, packets).TimesOf(operation));

    /// <summary>
    /// How much an edit's time grows with the packets that it leaves alone. It counts everything in the run, parsing being
    /// only a part of it.
    /// </summary>
    private static double MicrosecondsPerPacket(IReadOnlyList<Side> sides, Operation operation)
    {
        IReadOnlyList<double> few = Find<KerberosGenDialect>(sides, Few).TimesOf(operation);
        IReadOnlyList<double> many = Find<KerberosGenDialect>(sides, Many).TimesOf(operation);
        return Quartiles.Of(many.Zip(few, (a, b) => a - b)).Median * 1000 / (Many - Few);
    }

    private static Side Find<TDialect>(IReadOnlyList<Side> sides, int packets)
        where TDialect : Dialect =>
        sides.Single(s => s.Dialect is TDialect && s.Packets == packets);

    private static string Words(Operation operation) => operation switch
    {
        Operation.ColdRun => "cold",
        Operation.EditOfOnePacket => "edit of one packet",
        _ => "edit elsewhere",
    };

    private static string Show(Quartiles q) => string.Create(CultureInfo.InvariantCulture, $"{Round(q.Median)} ({Round(q.Lower)} to {Round(q.Upper)})");

    private static string Round(double figure) => figure.ToString(figure >= 100 ? "F0" : figure >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static bool Tell(bool isMet, FormattableString requirement)
    {
        Console.WriteLine((isMet ? "met     " : "MISSED  ") + requirement.ToString(CultureInfo.InvariantCulture));
        return isMet;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
