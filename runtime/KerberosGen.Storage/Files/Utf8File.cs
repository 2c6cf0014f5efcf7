using System.Text.Unicode;

namespace KerberosGen.Storage;

/// <summary>Reads files of UTF-8, with or without a byte order mark.</summary>
internal static class Utf8File
{
    /// <summary>What is wrong with a line of other bytes.</summary>
    public const string NotUtf8 = "the line is not UTF-8";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>A file's bytes; null if it is missing.</summary>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static byte[]? ReadBytes(string path) => Path.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <summary>The bytes behind the byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;

    /// <summary>A file's lines without their ends, <c>\n</c> or <c>\r\n</c>, and without the empty ones at its end; null if it is missing.</summary>
    /// <exception cref="FileFormatException">A line is not UTF-8.</exception>
    public static List<string>? ReadLines(string path)
    {
        if (ReadBytes(path) is not { } bytes)
            return null;
        var lines = new List<string>();
        ReadOnlySpan<byte> content = WithoutMark(bytes);
        foreach (Range range in content.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = WithoutCarriageReturn(content[range]);
            if (!Utf8.IsValid(line))
                throw new FileFormatException(path, lines.Count + 1, NotUtf8);
            lines.Add(System.Text.Encoding.UTF8.GetString(line));
        }

        int used = lines.FindLastIndex(line => line.Length > 0) + 1;
        lines.RemoveRange(used, lines.Count - used);
        return lines;
    }

    /// <summary>The line without the first half of <c>\r\n</c>.</summary>
    public static ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line) =>
        line is [.., (byte)'\r'] ? line[..^1] : line;
}
