using System.Diagnostics;
using System.Globalization;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Quick;
using KerberosGen.InspectorBenchmarks.Traffic;
using KerberosGen.Packets;

namespace KerberosGen.InspectorBenchmarks.Comparison;

/// <summary>The library within this process, which is warm: what is left of the command without its start.</summary>
internal sealed class InProcessSide(TrafficFile file, bool isWritten)
    : Side(isWritten ? "in process, ndjson" : "in process, none", file.Size)
{
    private double _allocated;

    public override string Note => string.Create(CultureInfo.InvariantCulture, $"{_allocated:F2} B allocated per packet");

    protected override Effort Go()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        int others = 0;
        int count;
        using (FileStream stream = File.OpenRead(file.Pcap))
        {
            var packets = new PacketDecoder(PacketCatalog.Layout);
            var decoder = new CaptureDecoder(packets);
            CaptureReader reader = CaptureReader.OpenPcap(stream);
            QuickSink sink = isWritten
                ? new QuickJsonSink(packets, showSecrets: false, Stream.Null, _ => others++)
                : new CheckingSink(packets, _ => others++);
            decoder.DecodeTo(reader, sink);
            sink.Flush();
            count = sink.Count;
        }

        var effort = new Effort(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        _allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
        if (count != file.Count || others > 0)
            throw new InvalidOperationException($"{Name}: {count} packets of {file.Count}, {others} of them not clean.");
        return effort;
    }
}
