using System.Globalization;
using KerberosGen.InspectorBenchmarks.Traffic;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Measures the inspector beside tshark and Kaitai's JavaScript, and says whether the goals are met.</summary>
internal static class CheckCommand
{
    private const int Rounds = 5;
    private const long KaitaiBytes = 16 * 1024 * 1024;
    private const double LeastToTshark = 30;
    private const double LeastToKaitai = 5;
    private const double LeastChecked = 1000;

    /// <summary>Answers the exit status: 0, or 1 if a goal is missed.</summary>
    public static int Run(int mebibytes, string? native)
    {
        if (!Shell.Has("tshark") || !Shell.Has("node") || !Shell.Has("npm"))
        {
            Console.Error.WriteLine("The inspector is measured beside tshark and node, and one of tshark, node and npm is not on the path.");
            return 2;
        }

        using var folder = new TemporaryFolder();
        TrafficFile file = ChatTraffic.Write(folder.File("chat.pcap"), folder.File("chat.packets"), mebibytes * 1024L * 1024, KaitaiBytes);
        Print($"{file.Size / 1e6:F0} MB: {file.Count} packets, {file.PacketBytes / 1e6:F0} MB of them, in {file.Frames} frames.");
        string[] inspector = native is null ? Tools.Inspector : [native];
        var written = new CommandSide("inspector, ndjson", file.Size, [.. inspector, "decode", file.Pcap, "--out", "ndjson"]);
        var isChecked = new CommandSide("inspector, none", file.Size, [.. inspector, "decode", file.Pcap, "--out", "none"]);
        var tools = new Tools(folder, file);
        IReadOnlyList<Side> wireshark = tools.Wireshark();
        Side kaitai = tools.Kaitai();
        Side[] started = native is null
            ? []
            : [
                new CommandSide("the same by dotnet, ndjson", file.Size, [.. Tools.Inspector, "decode", file.Pcap, "--out", "ndjson"]),
                new CommandSide("the same by dotnet, none", file.Size, [.. Tools.Inspector, "decode", file.Pcap, "--out", "none"]),
            ];
        Side inProcess = new InProcessSide(file, isWritten: true);
        Side[] sides = [written, isChecked, .. started, inProcess, new InProcessSide(file, isWritten: false), .. wireshark, kaitai];
        Measure(sides);
        PrintTable(sides, written);
        (int found, int there) = tools.CountOfTshark();
        Print($"\nOf the first {there} packets, tshark finds {found}.");
        return Judge(file, written, isChecked, wireshark[0], kaitai) ? 0 : 1;
    }

    // Sides take turns, so that what slows the machine for longer than a round slows all alike; the order rotates.
    private static void Measure(Side[] sides)
    {
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < sides.Length; i++)
                sides[(i + round + 1) % sides.Length].Run(isMeasured: round >= 0);
        }
    }

    private static bool Judge(TrafficFile file, Side written, Side isChecked, Side tshark, Side kaitai)
    {
        double toTshark = Quartiles.OfRatios(written.ProcessorSpeeds, tshark.ProcessorSpeeds).Median;
        // Kaitai's parser is handed packets; what the inspector does with frames is not set off against it.
        double packetShare = file.PacketBytes / (double)file.Size;
        double toKaitai = packetShare * Quartiles.OfRatios(written.ProcessorSpeeds, kaitai.ProcessorSpeeds).Median;
        double speed = Quartiles.Of(isChecked.ProcessorSpeeds).Median;
        bool[] met =
        [
            Tell(toTshark >= LeastToTshark, $"to NDJSON at {toTshark:F1}x of tshark's speed with the generated dissector; at least {LeastToTshark}x"),
            Tell(toKaitai >= LeastToKaitai, $"to NDJSON at {toKaitai:F1}x of the speed of Kaitai's JavaScript with JSON.stringify, bytes of packets alone; at least {LeastToKaitai}x"),
            Tell(speed >= LeastChecked, $"checks {speed:F0} MB a second; at least {LeastChecked}"),
        ];
        return met.All(m => m);
    }

    private static void PrintTable(IEnumerable<Side> sides, Side to)
    {
        Print($"\nMB (10^6 bytes) per second: medians of {Rounds} rounds, with the middle half of them. Ratios are medians of the rounds' ratios.\n");
        Console.WriteLine("| | of MB | MB per second | MB per second of processor time | inspector, ndjson is faster by | |");
        Console.WriteLine("|---|--:|--:|--:|--:|---|");
        foreach (Side side in sides)
        {
            Quartiles ratio = Quartiles.OfRatios(to.ProcessorSpeeds, side.ProcessorSpeeds);
            Print($"| {side.Name} | {side.Bytes / 1e6:F1} | {Show(Quartiles.Of(side.Speeds))} | {Show(Quartiles.Of(side.ProcessorSpeeds))} | {Show(ratio)} | {side.Note} |");
        }
    }

    private static string Show(Quartiles q) => string.Create(CultureInfo.InvariantCulture, $"{Round(q.Median)} ({Round(q.Lower)} to {Round(q.Upper)})");

    private static string Round(double figure) => figure.ToString(figure >= 100 ? "F0" : figure >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static bool Tell(bool isMet, FormattableString goal)
    {
        Console.WriteLine((isMet ? "met     " : "MISSED  ") + goal.ToString(CultureInfo.InvariantCulture));
        return isMet;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
