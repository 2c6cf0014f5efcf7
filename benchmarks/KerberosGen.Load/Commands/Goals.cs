using System.Globalization;
using KerberosGen.Load.Measuring;

namespace KerberosGen.Load.Commands;

/// <summary>
/// What a KDC must reach: with as many hits, a ticket costs no more among many clients than among few, within 1.2x, and
/// on a hit nothing is allocated. Each goal is said with its figure, on standard error.
/// </summary>
/// <param name="few">The small number of clients.</param>
/// <param name="many">The large one.</param>
internal sealed class Goals(int few, int many)
{
    private const double MostSlowdown = 1.2;

    // A KDC allocates a little by the second, with nothing asked of it too: its timers, its watch over deadlines, the measuring of
    // itself. The smallest thing that a request could allocate, an object without fields, has 24 bytes.
    private const double MostBytes = 8;

    private readonly List<(bool IsMet, string Words)> _judged = [];

    /// <summary>Judges the ticket requests whose ciphers were at hand.</summary>
    public IReadOnlyList<(bool IsMet, string Words)> Judge(IReadOnlyList<Result> hits)
    {
        foreach (Result large in hits.Where(r => r.Side.Clients == many))
        {
            Result small = hits.Single(r => r.Side.Clients == few && r.Side.Name == large.Side.Name && r.Shape == large.Shape);
            Spread cost = large.CostBeside(small), time = large.TimeBeside(small);
            Add(
                cost.Median <= MostSlowdown,
                $"{large.Side.Name}, {large.Shape}: a ticket among {many:N0} clients takes {cost.ToString("F2")} times the processor time of one among {few:N0}, at most {MostSlowdown}; by the clock {time.ToString("F2")} times as long");
        }

        // A store that is another process allocates to talk to it.
        foreach (Result result in hits.Where(static r => r.BytesPerRequest is not null && r.Side.Name != "postgres"))
        {
            Spread bytes = result.BytesPerRequest!.Value;
            Add(
                bytes.Median < MostBytes,
                $"{result.Side.Name}, {result.Side.Clients:N0} clients, {result.Shape}: {bytes.ToString("F2")} B allocated for a ticket, less than {MostBytes}");
        }

        return _judged;
    }

    private void Add(bool isMet, FormattableString goal)
    {
        string words = goal.ToString(CultureInfo.InvariantCulture);
        Console.Error.WriteLine((isMet ? "met     " : "MISSED  ") + words);
        _judged.Add((isMet, words));
    }
}
