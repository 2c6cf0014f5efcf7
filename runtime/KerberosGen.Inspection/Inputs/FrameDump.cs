using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using KerberosGen.Inspection.Captures;

namespace KerberosGen.Inspection.Inputs;

/// <summary>
/// Reads frames from what tcpdump and tshark write in hex, and makes a pcap file of them. Times are taken as UTC; without a date they
/// are of 1970-01-01.
/// </summary>
internal static class FrameDump
{
    private const int SmallestFrame = 20;

    private static readonly string[] TimeFormats =
    [
        "HH:mm:ss.FFFFFFF", "HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss",
    ];

    /// <summary>True if the text shows frames that may hold an IP packet.</summary>
    public static bool HasFrames(ReadOnlySpan<byte> text) => TryRead(text, out List<DumpBlock> frames, out _) && frames.TrueForAll(f => f.Bytes.Count >= SmallestFrame);

    /// <summary>Reads the frames.</summary>
    /// <param name="text">The tool's output; it may be cut within its last line.</param>
    /// <param name="pcap">A pcap file with the frames, in nanoseconds.</param>
    /// <param name="error">What is wrong, and in which line; empty if nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out byte[] pcap, out string error)
    {
        bool isRead = TryRead(text, out List<DumpBlock> frames, out error);
        pcap = isRead ? ToPcap(frames) : [];
        return isRead;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out List<DumpBlock> frames, out string error)
    {
        var reader = new DumpReader();
        frames = [];
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        bool isFrame = true;
        int number = 0;
        error = "";
        while (error.Length == 0 && !text.IsEmpty)
        {
            number++;
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> raw = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            DumpLine line = DumpLine.Parse(raw, isLast: end < 0);
            if (line.Kind is DumpLineKind.Other or DumpLineKind.Blank)
            {
                reader.EndBlock();
                string title = Encoding.Latin1.GetString(raw);
                isFrame = line.Kind == DumpLineKind.Blank || !IsOtherBytes(title);
                time = TimeOf(title, time) ?? time;
                continue;
            }

            int before = reader.Blocks.Count;
            error = reader.Add(line, number, mayBeCut: end < 0) ?? "";
            if (reader.Blocks.Count == before)
                continue;
            reader.Blocks[^1].Time = time;
            if (isFrame && line.Bytes.Length > 0)
                frames.Add(reader.Blocks[^1]);
        }

        if (error.Length == 0)
            error = reader.Complete() ?? (frames.Count == 0 ? "the text holds no frame" : "");
        return error.Length == 0;
    }

    // tshark shows what it put together from several frames too: Reassembled TCP (300 bytes):
    private static bool IsOtherBytes(string title) =>
        title.TrimEnd().EndsWith(" bytes):", StringComparison.Ordinal) && !title.StartsWith("Frame ", StringComparison.Ordinal);

    private static DateTimeOffset? TimeOf(string title, DateTimeOffset last)
    {
        string[] words = title.TrimEnd().Split(' ', 3);
        string first = words[0];
        int point = first.IndexOf('.', StringComparison.Ordinal);
        if (point > 8 && decimal.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) && seconds < uint.MaxValue)
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        foreach (string candidate in words.Length > 1 ? (string[])[first, $"{first} {words[1]}"] : [first])
        {
            // No more than seven digits of a second can be held.
            int dot = candidate.LastIndexOf('.');
            string kept = dot >= 0 && candidate.Length > dot + 8 ? candidate[..(dot + 8)] : candidate;
            if (!DateTime.TryParseExact(kept, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime found))
                continue;
            if (found.Year > 1)
                return new DateTimeOffset(found, TimeSpan.Zero);
            DateTimeOffset today = new DateTimeOffset(last.UtcDateTime.Date, TimeSpan.Zero) + found.TimeOfDay;
            return today < last - TimeSpan.FromHours(12) ? today.AddDays(1) : today;
        }

        return null;
    }

    private static byte[] ToPcap(List<DumpBlock> frames)
    {
        LinkType link = FrameLinks.MostLikely(frames.ConvertAll(f => f.Bytes));
        using var pcap = new MemoryStream();
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b23c4d);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 256 * 1024);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], (uint)link);
        pcap.Write(header);
        Span<byte> record = stackalloc byte[16];
        foreach (DumpBlock frame in frames)
        {
            long ticks = frame.Time.Ticks - DateTimeOffset.UnixEpoch.Ticks;
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(ticks / TimeSpan.TicksPerSecond));
            BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(ticks % TimeSpan.TicksPerSecond * 100));
            BinaryPrimitives.WriteUInt32LittleEndian(record[8..], (uint)frame.Bytes.Count);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], (uint)Math.Max(frame.Bytes.Count, FrameLinks.SizeOnWire(frame.Bytes, link)));
            pcap.Write(record);
            pcap.Write([.. frame.Bytes]);
        }

        return pcap.ToArray();
    }
}
