using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes packets as CSV (RFC 4180): a row of names, then a row for each packet, lines ending in CR LF. Without chosen fields:
/// number, time, stream, from, to, direction, code, name, status, offset, length, authentication. Control characters in a peer's text are escaped, so that a
/// row is always one line; text that a spreadsheet would take for a formula begins with an apostrophe more.
/// </summary>
public sealed class CsvRenderer
{
    private static readonly string[] Columns = ["number", "time", "stream", "from", "to", "direction", "code", "name", "status", "offset", "length", "authentication"];

    private readonly TextWriter _output;
    private readonly RenderOptions _options;
    private readonly FieldSelection? _selection;

    /// <summary>Writes to a writer.</summary>
    /// <param name="output">Where to; it is best without a byte order mark.</param>
    /// <param name="options">How; colour is not used.</param>
    /// <param name="selection">The columns; null for those above.</param>
    public CsvRenderer(TextWriter output, RenderOptions options, FieldSelection? selection = null)
    {
        _output = output;
        _options = options;
        _selection = selection;
    }

    /// <summary>Writes the names of the columns.</summary>
    public void WriteNames() => WriteRow(_selection is null ? Columns : [.. _selection.Names.Select(Cell)]);

    /// <summary>Writes one packet.</summary>
    public void Write(DecodedPacket packet)
    {
        if (_selection is null)
            WriteRow(ValuesOf(packet));
        else
            WriteRow(_selection.Names.Select((_, i) => CellOf(_selection.ValuesOf(packet, i))));
    }

    private static IEnumerable<string> ValuesOf(DecodedPacket packet)
    {
        PacketOrigin? origin = packet.Origin;
        return
        [
            Digits(packet.Number),
            origin is null ? "" : SelectedText.OfTime(origin.Time),
            origin is null ? "" : Digits(origin.Stream),
            origin?.From.ToString() ?? "",
            origin?.To.ToString() ?? "",
            packet.Direction switch { PacketDirection.Request => "request", PacketDirection.Response => "response", _ => "" },
            packet.Code is { } code ? Digits(code) : "",
            packet.Name,
            PacketMembers.StatusOf(packet),
            Digits(packet.Offset),
            Digits(packet.Length),
            AuthenticityText.Of(packet),
        ];
    }

    // A number may begin with a minus; text may not.
    private string CellOf(IReadOnlyList<FilterValue> values)
    {
        string text = SelectedText.Of(values, _options.ShowSecrets);
        return values is [{ Kind: FilterKind.Number }] ? text : Cell(text);
    }

    private static string Cell(string text)
    {
        bool isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\'' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20';
        string safe = isFormula ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void WriteRow(IEnumerable<string> cells)
    {
        bool isFirst = true;
        foreach (string cell in cells)
        {
            if (!isFirst)
                _output.Write(',');
            _output.Write(cell);
            isFirst = false;
        }

        _output.Write("\r\n");
    }
}
