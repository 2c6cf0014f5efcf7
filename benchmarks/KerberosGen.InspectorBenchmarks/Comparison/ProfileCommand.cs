using System.Globalization;
using KerberosGen.InspectorBenchmarks.Traffic;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>Goes through a capture in this process again and again, for a profiler to look at.</summary>
internal static class ProfileCommand
{
    private const int Rounds = 20;

    public static int Run(int mebibytes)
    {
        using var folder = new TemporaryFolder();
        TrafficFile file = ChatTraffic.Write(folder.File("chat.pcap"), folder.File("chat.packets"), mebibytes * 1024L * 1024, 0);
        Side[] sides = [new InProcessSide(file, isWritten: false), new InProcessSide(file, isWritten: true)];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Side side in sides)
                side.Run(isMeasured: round > 1);
        }

        Console.WriteLine(file);
        foreach (Side side in sides)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{side.Name}: {Quartiles.Of(side.Speeds).Median:F0} MB/s, {Quartiles.Of(side.ProcessorSpeeds).Median:F0} per processor second, at best {side.ProcessorSpeeds.Max():F0}; {side.Note}"));
        return 0;
    }
}
