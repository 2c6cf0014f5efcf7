using System.Text;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes each packet on a line of its own: number, time (without a capture, the offset), direction, name and code, length, the
/// fields that tell most, status and, where a key is known, whether it is authenticated. With 100 columns it is never longer unless a name is.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
/// <param name="selection">What to show behind the number instead of everything; null for that.</param>
public sealed class LineRenderer(TextWriter output, RenderOptions options, FieldSelection? selection = null)
{
    private const int Width = 100;
    private const int NameWidth = 24;

    /// <summary>Writes one packet.</summary>
    public void Write(DecodedPacket packet)
    {
        if (selection is null)
            WriteSummary(packet);
        else
            WriteChosen(packet, selection);
        output.Write('\n');
    }

    private void WriteSummary(DecodedPacket packet)
    {
        string place = packet.Origin is { } origin
            ? FormattableString.Invariant($"{origin.Time.UtcDateTime:HH:mm:ss.ffffff}")
            : FormattableString.Invariant($"@0x{packet.Offset:x4}");
        string front = FormattableString.Invariant($"#{packet.Number,-4} {place,-8} {PacketTitle.ArrowOf(packet),-4}  ");
        string name = PacketTitle.NameOf(packet);
        string gap = new(' ', Math.Max(0, NameWidth - name.Length));
        string size = FormattableString.Invariant($"{packet.Length,6} B  ");
        string status = StatusOf(packet);
        int left = Width - front.Length - name.Length - gap.Length - size.Length - status.Length - 2;
        string fields = KeyFields.Of(packet, left, options.ShowSecrets);

        output.Write(Ansi.Paint(front, Ansi.Dim, options.Color));
        output.Write(Ansi.Paint(name, PacketTitle.ColorOf(packet.Status), options.Color));
        output.Write(gap + size);
        if (fields.Length > 0)
            output.Write(fields + "  ");
        output.Write(Ansi.Paint(status, packet.HasErrors ? Ansi.Red : packet.AllFindings.Any() ? Ansi.Yellow : Ansi.Green, options.Color));
    }

    private void WriteChosen(DecodedPacket packet, FieldSelection chosen)
    {
        output.Write(Ansi.Paint(FormattableString.Invariant($"#{packet.Number,-4}"), Ansi.Dim, options.Color));
        for (int i = 0; i < chosen.Names.Length; i++)
        {
            IReadOnlyList<FilterValue> values = chosen.ValuesOf(packet, i);
            if (values.Count == 0)
                continue;
            string text = SelectedText.Of(values, options.ShowSecrets);
            output.Write($" {Ansi.Paint(chosen.Names[i], Ansi.Cyan, options.Color)}={(text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text)}");
        }
    }

    // The first finding and how many there are besides.
    private static string StatusOf(DecodedPacket packet)
    {
        var status = new StringBuilder(PacketMembers.StatusOf(packet));
        List<Finding> findings = [.. packet.AllFindings.OrderByDescending(f => f.Severity)];
        if (findings.Count > 0)
            status.Append(' ').Append(findings[0].Id);
        if (findings.Count > 1)
            status.Append(" +").Append(findings.Count - 1);
        if (AuthenticityText.Of(packet) is { Length: > 0 } proof)
            status.Append(' ').Append(proof);
        return status.ToString();
    }
}
