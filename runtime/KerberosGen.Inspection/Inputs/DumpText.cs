using System.Text;

namespace KerberosGen.Inspection.Inputs;

/// <summary>Reads bytes from what xxd, hexdump and od write.</summary>
internal static class DumpText
{
    /// <summary>Reads one dump.</summary>
    /// <param name="text">The tool's output; it may be cut within its last line.</param>
    /// <param name="tool">What to call the tool in an error.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="error">What is wrong, and in which line; empty if nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, string tool, out byte[] bytes, out string error)
    {
        bytes = [];
        if (!TryRead(text, tool, out DumpReader reader, out error))
            return false;
        if (reader.Blocks.Count > 1)
            error = "the offsets begin anew: these are several dumps; if they are frames, --in tcpdump reads them";
        bytes = reader.Blocks is [{ } only] ? [.. only.Bytes] : [];
        return error.Length == 0;
    }

    /// <summary>True if all of the text is a dump without colons whose offsets agree: a single line proves nothing unless text stands behind its bytes.</summary>
    public static bool IsDump(ReadOnlySpan<byte> text) =>
        TryRead(text, "", out DumpReader reader, out _) && reader.Blocks.Count == 1 && reader.Blocks[0].Bytes.Count > 0 && (reader.Lines > 1 || reader.HasText);

    /// <summary>The array of <c>xxd -i</c>: what stands between its braces.</summary>
    public static bool TryParseInclude(ReadOnlySpan<byte> text, out byte[] bytes, out string error)
    {
        int open = text.IndexOf((byte)'{');
        int length = open < 0 ? -1 : text[(open + 1)..].IndexOf((byte)'}');
        ReadOnlySpan<byte> inner = length < 0 ? text[(open + 1)..] : text.Slice(open + 1, length);
        return InputText.TryParseHex(inner, out bytes, out error);
    }

    private static bool TryRead(ReadOnlySpan<byte> text, string tool, out DumpReader reader, out string error)
    {
        reader = new DumpReader();
        error = "";
        int number = 0;
        while (error.Length == 0 && !text.IsEmpty)
        {
            number++;
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> raw = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            DumpLine line = DumpLine.Parse(raw, isLast: end < 0);
            if (line.Kind == DumpLineKind.Other)
                error = FormattableString.Invariant($"line {number} is no line of {tool}{HintFor(raw)}");
            else if (line.Kind != DumpLineKind.Blank)
                error = reader.Add(line, number, mayBeCut: end < 0) ?? "";
        }

        if (error.Length == 0)
            error = reader.Complete() ?? "";
        return error.Length == 0;
    }

    private static string HintFor(ReadOnlySpan<byte> line)
    {
        string[] words = Encoding.Latin1.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool hasWords = words.Length > 1 && words[0].Length == 7 && words.Skip(1).All(w => w.Length is 4 or 6 && w.All(char.IsAsciiHexDigit));
        return hasWords ? ": these are numbers of two bytes, in an order that the text does not tell; use hexdump -C or od -A x -t x1z" : "";
    }
}
