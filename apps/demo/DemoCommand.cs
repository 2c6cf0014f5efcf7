using System.Diagnostics;
using KerberosGen.Cli;
using KerberosGen.Inspection.Captures;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspector;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>Runs the story, decodes the recording, shows both, and checks every claim.</summary>
internal static class DemoCommand
{
    public static async Task<int> RunAsync(WireLayout layout, string directory, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        string data = Path.Combine(directory, "data");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        Directory.CreateDirectory(data);
        string captureFile = Path.Combine(directory, "session.pcapng");
        string keysFile = Path.Combine(directory, "session.keys");

        DemoSession session;
        using (var capture = new PcapngWriter(File.Create(captureFile)))
        {
            session = new DemoSession(layout, data, capture);
            await using (session)
            {
                await session.RunAsync(cancellation);
                DemoKeys.Write(keysFile, session);
            }
        }

        using var keys = new KeyChain { TimeZone = TimeZoneInfo.Local };
        if (!KeyFile.TryRead(keysFile, PacketCatalog.Layout, out KeyFileContent content, out string error))
            throw new InvalidOperationException(error);
        using (content)
            keys.Add(content, Path.GetFileName(keysFile));
        List<DecodedPacket> packets = Decode(captureFile, keys);
        var report = new DemoReport(session, packets, Console.Out);
        report.ShowDiagram();
        report.ShowPackets();
        report.ShowChats();
        bool isRight = new DemoChecks(session, packets, layout, data).Run(Console.Out);
        report.ShowNext(captureFile, keysFile, Stopwatch.GetElapsedTime(started));
        return isRight ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static List<DecodedPacket> Decode(string captureFile, KeyChain keys)
    {
        using FileStream file = File.OpenRead(captureFile);
        var decoder = new CaptureDecoder(new PacketDecoder(PacketCatalog.Layout, keys));
        return [.. decoder.DecodeAll(CaptureReader.OpenPcapng(file))];
    }
}
