using System.Diagnostics;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>
/// Random, mutated and spliced captures: packets or a named error, the same for every reader, in little memory. A failure
/// names its seed; <c>KERBEROSGEN_LONG=1</c> goes on for five minutes from a seed of its own.
/// </summary>
public sealed class CaptureFuzzTests
{
    private const long MemoryPerFile = 64L * 1024 * 1024;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("KERBEROSGEN_LONG") == "1";
    private static readonly TimeSpan Budget = IsLong ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(3);

    [Fact]
    public void Random_mutated_and_spliced_captures_are_answered_alike_by_every_reader()
    {
        List<byte[]> corpus = [Vector.SessionPcap(), Pcapng(false), Pcapng(true), TrafficPcap(1), TrafficPcap(2), ChatPcap()];
        var clock = Stopwatch.StartNew();
        for (int seed = IsLong ? Environment.TickCount : 1; clock.Elapsed < Budget; seed++)
        {
            byte[] file = Draw(new Random(seed), corpus);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = Record.Exception(() => SinkLaw.Check(file));
            Assert.True(error is null, $"seed {seed}: {error}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryPerFile + (1000L * file.Length));
        }
    }

    private static byte[] Draw(Random random, List<byte[]> corpus)
    {
        byte[] file = corpus[random.Next(corpus.Count)];
        switch (random.Next(4))
        {
            case 0:
                // Nothing but a beginning that is believed.
                byte[] noise = new byte[random.Next(4000)];
                random.NextBytes(noise);
                return [.. file[..Math.Min(file.Length, random.Next(4, 80))], .. noise];
            case 1:
                byte[] other = corpus[random.Next(corpus.Count)];
                int resume = random.Next(other.Length);
                return [.. file[..random.Next(4, file.Length)], .. other.AsSpan(resume, Math.Min(other.Length - resume, 20_000))];
            case 2:
                return Mutated(random, file)[..random.Next(4, file.Length)];
            default:
                return Mutated(random, file);
        }
    }

    private static byte[] Mutated(Random random, byte[] file)
    {
        byte[] mutated = [.. file];
        for (int flips = random.Next(1, 60); flips > 0; flips--)
        {
            int at = random.Next(4, mutated.Length);
            switch (random.Next(3))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)(random.Next(2) == 0 ? 0 : 0xff);
                    break;
                default:
                    int size = Math.Min(random.Next(1, 60), mutated.Length - at);
                    mutated.AsSpan(random.Next(4, mutated.Length - size), size).CopyTo(mutated.AsSpan(at));
                    break;
            }
        }

        return mutated;
    }

    private static byte[] Pcapng(bool bigEndian)
    {
        PcapngBuilder builder = new PcapngBuilder().Section(bigEndian).Interface(1, resolution: 9).Interface(101);
        foreach (byte[] frame in ChatFrames.Frames(20, isCut: true))
            builder.Enhanced(frame, 1_700_000_000_000_000_000).Obsolete(frame, 3);
        return builder.Simple(ChatFrames.Frames(1, isCut: false)[^1], 400).ToArray();
    }

    private static byte[] TrafficPcap(int seed) => PcapOf(new RandomTraffic(seed).Frames);

    private static byte[] ChatPcap() => PcapOf(ChatFrames.Frames(40, isCut: true));

    private static byte[] PcapOf(List<byte[]> frames)
    {
        var capture = new TestCapture();
        foreach (byte[] frame in frames)
            capture.Add(frame);
        return capture.ToPcap(linkType: 1);
    }
}
