using System.Globalization;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Specs;

/// <summary>
/// Writes a protocol's packets as text to read: a table for each (field, type, offset, size, use), made from the layout
/// tables that the generator writes, so that it says what the code does.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
public sealed class SpecWriter(TextWriter output)
{
    private static readonly string[] Columns = ["field", "type", "offset", "size", "use"];

    /// <summary>Writes everything: headers, messages by code, structures, types.</summary>
    /// <param name="protocol">The tables.</param>
    public void Write(ProtocolLayout protocol)
    {
        Line($"{protocol.Name}: the wire, packet by packet");
        Line("");
        Line("Made from the layout tables of the declarations by `inspector spec --write`; do not edit.");
        Line("Integers are little-endian unless their type says otherwise; u16 is unsigned, i64 is signed. Offsets and sizes are in");
        Line("bytes; an offset counts from the packet's own first byte (a payload's from the end of the header).");
        Line("[Session key, iv, PKCS #7] says how a field is sealed: AES-256-CBC, whose key, which field is the IV, which padding.");
        Section("Headers", protocol.Packets.Where(p => p.Kind == PacketKind.Header), null);
        Section("Requests", protocol.Requests?.Messages ?? [], protocol.Requests?.Header);
        Section("Responses", protocol.Responses?.Messages ?? [], protocol.Responses?.Header);
        Section("Structures", protocol.Packets.Where(p => p.Kind == PacketKind.Structure), null);
        WriteTypes(protocol);
    }

    /// <summary>Writes one packet's table.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="header">The header in front of it, for its size on the wire; null if it has none.</param>
    public void Write(PacketLayout packet, PacketLayout? header)
    {
        Line(TitleOf(packet, header));
        if (packet.Summary.Length > 0)
            Line("  " + packet.Summary);
        if (packet.Fields.IsEmpty)
        {
            Line("  No payload.");
            return;
        }

        Line("");
        WriteTable(Columns, [.. packet.Fields.Select(RowOf)], [false, false, true, true, false]);
    }

    private static string TitleOf(PacketLayout packet, PacketLayout? header)
    {
        string code = packet.Code is { } number ? number.ToString(CultureInfo.InvariantCulture) + " " : "";
        string wire = packet.WireLayout is { } layout ? $" ({layout} layout)" : "";
        string size = packet.Size is { } bytes ? Bytes(bytes) : $"at least {Bytes(packet.MinSize)}";
        string total = header?.Size is { } headerSize
            ? packet.Size is { } fixedSize
                ? $", {Bytes(headerSize + fixedSize)} with its header"
                : $", at least {Bytes(headerSize + packet.MinSize)} with its header"
            : "";
        return $"{code}{packet.Name}{wire}: {size}{total}";
    }

    private static string[] RowOf(FieldLayout field)
    {
        string use = field.Role switch
        {
            FieldRole.Length => $"{field.Summary} [length of {field.Measures}]",
            FieldRole.Count => $"{field.Summary} [count of {field.Measures}]",
            _ => field.Summary,
        };
        if (field.Encryption is { } encryption)
            use += $" [{TypeText.Of(encryption)}]";
        return [field.Name, TypeText.Of(field), field.Offset?.ToString(CultureInfo.InvariantCulture) ?? "varies", field.SizeRule, use.Trim()];
    }

    private static string Bytes(int count) => FormattableString.Invariant($"{count} byte{(count == 1 ? "" : "s")}");

    private static IEnumerable<FieldType> TypesIn(FieldType type) =>
        type.Kind == FieldKind.List ? TypesIn(type.Entry!) : [type];

    private void Section(string title, IEnumerable<PacketLayout> packets, PacketLayout? header)
    {
        bool isFirst = true;
        foreach (PacketLayout packet in packets)
        {
            Line("");
            if (isFirst)
            {
                Line("");
                Line(title);
                Line(new string('=', title.Length));
                Line("");
                isFirst = false;
            }

            Write(packet, header);
        }
    }

    private void WriteTypes(ProtocolLayout protocol)
    {
        List<FieldType> types =
        [
            .. protocol.Packets
                .SelectMany(p => p.Fields)
                .SelectMany(f => f.Encryption is { } e ? [.. TypesIn(f.Type), e.Plaintext] : TypesIn(f.Type))
                .Where(t => t.Size is not null && (t.Kind is FieldKind.Bytes or FieldKind.Text || !t.Members.IsEmpty))
                .DistinctBy(t => t.Name)
                .OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
        Line("");
        Line("");
        Line("Types");
        Line("=====");
        Line("");
        WriteTable(
            ["type", "size", "holds"],
            [.. types.Select(t => new[] { t.Name, t.Size!.Value.ToString(CultureInfo.InvariantCulture), TypeText.Describe(t) })],
            [false, true, false]);
    }

    private void WriteTable(string[] titles, List<string[]> rows, bool[] alignRight)
    {
        int[] widths = [.. titles.Select((title, i) => rows.Select(r => r[i].Length).Append(title.Length).Max())];
        int last = titles.Length - 1;
        WriteRow(titles);
        WriteRow([.. widths.Select((w, i) => new string('-', i == last ? titles[i].Length : w))]);
        foreach (string[] row in rows)
            WriteRow(row);

        void WriteRow(string[] cells) => Line("  " + string.Join("  ", cells.Select((cell, i) => Aligned(cell, i))).TrimEnd());

        string Aligned(string cell, int i) =>
            i == last ? cell : alignRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]);
    }

    private void Line(string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
