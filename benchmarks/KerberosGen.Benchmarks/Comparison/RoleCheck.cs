using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using KerberosGen.Benchmarks.Suites;
using KerberosGen.Protocol;

namespace KerberosGen.Benchmarks.Comparison;

/// <summary>
/// What whole operations of the KDC and of a room cost, counted in encryptions of one block on a kept transform, and that one beside the
/// platform's own ways. All take turns, as in <see cref="InterleavedRun"/>.
/// </summary>
internal static class RoleCheck
{
    /// <summary>What it is called on the command line.</summary>
    public const string Name = "Roles";

    private const int Rounds = 101;
    private const int Calls = 200;
    private const double LeastOneShot = 6;
    private const double MostIssue = 12;
    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(5);

    /// <summary>Prints a table.</summary>
    /// <returns>True if the requirements are met.</returns>
    public static bool Run()
    {
        using var aes = new AesCbcBenchmarks { Size = 16 };
        using var documented = new TicketIssueBenchmarks { Layout = WireLayout.Documented };
        using var original = new TicketIssueBenchmarks { Layout = WireLayout.Original };
        using var door = new DoorBenchmarks();
        aes.Setup();
        documented.Setup();
        original.Setup();
        (string Name, Action Side, double Least, double Most, bool MayAllocate)[] sides =
        [
            ("one block, the kept transform", () => aes.EncryptKept(), 0, double.MaxValue, false),
            ("one block, Aes.EncryptCbc", () => aes.EncryptOneShot(), LeastOneShot, double.MaxValue, true),
            ("one block, a new transform", () => aes.EncryptNewTransform(), 0, double.MaxValue, true),
            ("a ticket with random IVs", () => documented.RandomIvs(), 0, MostIssue, false),
            ("a ticket as the KDC issues it", () => documented.CiphersKept(), 0, double.MaxValue, false),
            ("a ticket as the KDC issues it, original layout", () => original.CiphersKept(), 0, double.MaxValue, false),
            ("a ticket as the KDC issues it, ciphers made for it", () => documented.CiphersMade(), 0, double.MaxValue, true),
            ("a room's check of ticket and authenticator", () => door.Admit(), 0, double.MaxValue, true),
        ];
        Print($"Required: Aes.EncryptCbc at least {LeastOneShot}x one block on the kept transform, a ticket with random IVs at most {MostIssue}x; 0 B on kept ciphers.");
        Console.WriteLine();
        Console.WriteLine("| operation | ns | in blocks | allocated |");
        Console.WriteLine("|---|--:|--:|--:|");
        double[][] times = Measure([.. sides.Select(static side => side.Side)]);
        bool isMet = true;
        for (int i = 0; i < sides.Length; i++)
        {
            double[] ratios = [.. times[i].Zip(times[0], static (side, block) => side / block).Order()];
            double ratio = ratios[Rounds / 2];
            long allocated = AllocatedBy(sides[i].Side);
            bool isRight = ratio >= sides[i].Least && ratio <= sides[i].Most && (allocated == 0 || sides[i].MayAllocate);
            isMet &= isRight;
            Print($"| {sides[i].Name} | {Measurement.Median(times[i]):F0} | {ratio:F1} ({ratios[Rounds / 4]:F1} to {ratios[Rounds * 3 / 4]:F1}) | {allocated / Calls} B |{(isRight ? "" : " MISSED")}");
        }

        Console.WriteLine();
        return isMet;
    }

    private static double[][] Measure(Action[] sides)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmup)
        {
            foreach (Action side in sides)
                Time(side);
        }

        double[][] times = [.. sides.Select(static _ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                int side = (round + i) % sides.Length;
                times[side][round] = Time(sides[side]);
            }
        }

        return times;
    }

    private static double Time(Action side)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
            side();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AllocatedBy(Action side)
    {
        Time(side);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Time(side);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
