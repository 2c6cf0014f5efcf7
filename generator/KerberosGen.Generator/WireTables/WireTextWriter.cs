using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace KerberosGen.WireTables;

/// <summary>A protocol as text to read: a table for each packet. What is written here is read by <see cref="WireTextReader"/>.</summary>
internal sealed class WireTextWriter
{
    public const string NoPayload = "No payload.";

    /// <summary>Behind the namespace on the first line.</summary>
    public const string Heading = ": the wire, packet by packet";

    private static readonly string[] FieldColumns = ["field", "type", "offset", "size", "use"];
    private static readonly string[] TypeColumns = ["type", "size", "holds"];

    /// <summary>The parts of the file, in their order.</summary>
    public static ImmutableArray<WireKind> Kinds { get; } =
        ImmutableArray.Create(WireKind.Header, WireKind.Request, WireKind.Response, WireKind.Structure, WireKind.Union);

    private readonly StringBuilder _text = new();

    public static string Write(WireDocument document)
    {
        var writer = new WireTextWriter();
        writer.Line(document.Name + Heading);
        writer.Line("");
        writer.Line("The declarations and these tables say the same: the build tells where they differ. Change either; `inspector spec --write`");
        writer.Line("writes the tables from the declarations. Integers are little-endian unless their type says otherwise; u16 is unsigned, i64");
        writer.Line("is signed. Offsets and sizes are in bytes; an offset counts from the packet's own first byte (a payload's from the end of");
        writer.Line("the header). [Session key, iv, PKCS #7] says how a field is sealed: AES-256-CBC, whose key, which field is the IV, which");
        writer.Line("padding. [synthetic: ticket] says that an IV proves the packet, by a MAC under the key of that label. Other brackets are rules");
        writer.Line("in words.");
        foreach (WireKind kind in Kinds)
            writer.WriteSection(document, kind);
        if (document.Types.Length > 0)
            writer.WriteTypes(document.Types);
        return writer._text.ToString();
    }

    /// <summary>One packet's table.</summary>
    /// <param name="table">The packet.</param>
    /// <param name="header">The header in front of it, for its size on the wire; null if it has none.</param>
    public static string Write(WireTable table, WireTable? header)
    {
        var writer = new WireTextWriter();
        writer.WriteTable(table, header);
        return writer._text.ToString();
    }

    public static string TitleOf(WireKind kind) => kind + "s";

    private static string TitleOf(WireTable table, WireTable? header)
    {
        var title = new StringBuilder();
        if (table.Code is { } code)
            title.Append(Number(code)).Append(' ');
        title.Append(table.Name);
        if (table.WireLayout is { } layout)
            title.Append(" (").Append(layout).Append(" layout)");
        title.Append(": ").Append(SizeOf(table.MinSize, table.Size));
        if (header?.Size is { } front)
            title.Append(", ").Append(SizeOf(front + table.MinSize, front + table.Size)).Append(" with its header");
        if (table.Announces is { } announced)
            title.Append(", in front of ").Append(TitleOf(announced).ToLowerInvariant());
        if (table.Align > 0)
            title.Append(", aligned to ").Append(Number(table.Align));
        if (table.IsPaddingIgnored)
            title.Append(", ignored padding");
        if (table.HasOwnRules)
            title.Append(", with rules of its own");
        return title.ToString();
    }

    private static string SizeOf(int min, int? size) => size is { } bytes ? Bytes(bytes) : "at least " + Bytes(min);

    private static string Bytes(int count) => $"{Number(count)} byte{(count == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] CellsOf(WireRow row) =>
    [
        row.Name,
        row.Type,
        row.Offset is { } offset ? Number(offset) : "varies",
        row.Size,
        row.Rules.Length == 0 || row.Use.Length == 0 ? row.Use + row.Rules : row.Use + " " + row.Rules,
    ];

    private void WriteSection(WireDocument document, WireKind kind)
    {
        bool isFirst = true;
        foreach (WireTable table in document.Tables.Where(t => t.Kind == kind))
        {
            Line("");
            if (isFirst)
                WriteSectionTitle(TitleOf(kind));
            isFirst = false;
            WriteTable(table, document.HeaderOf(table));
        }
    }

    private void WriteSectionTitle(string title)
    {
        Line("");
        Line(title);
        Line(new string('=', title.Length));
        Line("");
    }

    private void WriteTable(WireTable table, WireTable? header)
    {
        Line(TitleOf(table, header));
        if (table.Summary.Length > 0)
            Line("  " + table.Summary);
        if (table.Rows.IsEmpty)
        {
            Line("  " + NoPayload);
            return;
        }

        Line("");
        WriteCells(FieldColumns, [.. table.Rows.Select(CellsOf)], [false, false, true, true, false]);
    }

    private void WriteTypes(IEnumerable<WireType> types)
    {
        Line("");
        WriteSectionTitle("Types");
        WriteCells(TypeColumns, [.. types.Select(t => new[] { t.Name, t.Size is { } size ? Number(size) : "-", t.Holds })], [false, true, false]);
    }

    private void WriteCells(string[] titles, List<string[]> rows, bool[] alignRight)
    {
        int[] widths = [.. titles.Select((title, i) => rows.Max(r => Math.Max(r[i].Length, title.Length)))];
        int last = titles.Length - 1;
        WriteRow(titles);
        WriteRow([.. widths.Select((w, i) => new string('-', i == last ? titles[i].Length : w))]);
        foreach (string[] row in rows)
            WriteRow(row);

        void WriteRow(string[] cells) => Line("  " + string.Join("  ", cells.Select(Aligned)).TrimEnd());

        string Aligned(string cell, int i) =>
            i == last ? cell : alignRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]);
    }

    private void Line(string text) => _text.Append(text).Append('\n');
}
