using System.Globalization;
using KerberosGen.Examples.Pcap;

if (args is not ([_] or [_, "--packets"]))
{
    Console.Error.WriteLine("pcap FILE [--packets]   tells what a capture file holds");
    return 2;
}

try
{
    byte[] file = File.ReadAllBytes(args[0]);
    Capture capture = CaptureReader.Read(file);
    Show(capture, file.Length);
    if (args.Length == 2)
        ShowPackets(capture);
    if (capture.Trouble is null)
        return 0;
    Console.Error.WriteLine(capture.Trouble);
    return 1;
}
catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

static void Show(Capture capture, int fileSize)
{
    Console.WriteLine($"format      {capture.Format.ToString().ToLowerInvariant()}, {(capture.IsBigEndian ? "big-endian" : "little-endian")}");
    Console.WriteLine($"size        {fileSize} bytes");
    for (int i = 0; i < capture.Interfaces.Count; i++)
    {
        CaptureInterface captured = capture.Interfaces[i];
        string unit = captured.Resolution.IsBinary ? $"2^-{captured.Resolution.Power} s" : $"10^-{captured.Resolution.Power} s";
        Console.WriteLine($"interface {i} {captured.Name} {captured.LinkType}, times in {unit}, at most {captured.SnapLength} bytes of a packet");
    }

    Console.WriteLine($"packets     {capture.Packets.Count}");
    Console.WriteLine($"data        {capture.Packets.Sum(static p => (long)p.OriginalLength)} bytes");
    Console.WriteLine($"first       {Time(capture.Packets.Min(static p => p.Nanoseconds))}");
    Console.WriteLine($"last        {Time(capture.Packets.Max(static p => p.Nanoseconds))}");
}

static void ShowPackets(Capture capture)
{
    for (int i = 0; i < capture.Packets.Count; i++)
    {
        CapturedPacket packet = capture.Packets[i];
        Console.WriteLine($"{i + 1} {Time(packet.Nanoseconds)} {packet.CapturedLength} {packet.OriginalLength}");
    }
}

static string Time(Int128? nanoseconds) => nanoseconds is { } since
    ? string.Create(CultureInfo.InvariantCulture, $"{since / 1_000_000_000}.{since % 1_000_000_000:D9}")
    : "-";
