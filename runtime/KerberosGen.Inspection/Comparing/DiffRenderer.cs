using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Comparing;

/// <summary>Writes differences for a person: a line for each packet and field, marked <c>~</c>, <c>-</c> (only in A) or <c>+</c> (only in B).</summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
public sealed class DiffRenderer(TextWriter output, RenderOptions options)
{
    private const int ShownBytes = 16;

    /// <summary>Writes one pair of packets; nothing if they are the same.</summary>
    public void Write(Comparison comparison)
    {
        (char mark, string color) = comparison.Change switch
        {
            PacketChange.Changed => ('~', Ansi.Yellow),
            PacketChange.Removed => ('-', Ansi.Red),
            PacketChange.Added => ('+', Ansi.Green),
            _ => (' ', ""),
        };
        if (mark == ' ')
            return;
        PacketPair pair = comparison.Pair;
        DecodedPacket packet = (pair.A ?? pair.B)!;
        string name = packet.Code is { } code ? FormattableString.Invariant($"{packet.Name}({code})") : packet.Name;
        output.Write(Paint($"{mark} {name}", color));
        output.Write(Paint(PlaceOf("a", pair.A) + PlaceOf("b", pair.B) + "\n", Ansi.Dim));
        int width = comparison.Differences.Select(d => d.Path.Length).DefaultIfEmpty().Max();
        foreach (FieldDifference difference in comparison.Differences)
            Write(difference, width);
    }

    /// <summary>Writes how many packets are the same and how many are not.</summary>
    public void WriteSummary(IReadOnlyList<Comparison> comparisons)
    {
        int Count(PacketChange change) => comparisons.Count(c => c.Change == change);
        output.Write(FormattableString.Invariant(
            $"packets: {Count(PacketChange.Same)} the same, {Count(PacketChange.Changed)} differ, {Count(PacketChange.Removed)} only in a, {Count(PacketChange.Added)} only in b\n"));
    }

    private static string PlaceOf(string input, DecodedPacket? packet) =>
        packet is null ? "" : FormattableString.Invariant($"  {input} #{packet.Number} 0x{packet.Offset:x4} {packet.Length} B");

    private void Write(FieldDifference difference, int width)
    {
        (char mark, string color) = difference switch
        {
            { A: null } => ('+', Ansi.Green),
            { B: null } => ('-', Ansi.Red),
            _ => (' ', ""),
        };
        output.Write($"  {Paint(mark.ToString(), color)} {Paint(difference.Path.PadRight(width), Ansi.Cyan)}  {Paint(OffsetOf(difference), Ansi.Dim)}  ");
        if (difference.IsSecret && !options.ShowSecrets)
        {
            output.Write(difference is { A: not null, B: not null } ? ValueText.Hidden + " differs\n" : ValueText.Hidden + "\n");
            return;
        }

        output.Write(difference switch
        {
            { A: { } a, B: { } b } => $"{Paint(TextOf(a, b), Ansi.Red)} -> {Paint(TextOf(b, a), Ansi.Green)}\n",
            _ => TextOf((difference.A ?? difference.B)!, null) + "\n",
        });
    }

    private static string OffsetOf(FieldDifference difference)
    {
        string a = difference.A is { } inA ? "+0x" + inA.Offset.ToString("x4", CultureInfo.InvariantCulture) : "";
        string b = difference.B is { } inB ? "+0x" + inB.Offset.ToString("x4", CultureInfo.InvariantCulture) : "";
        return a == b || b.Length == 0 ? a : a.Length == 0 ? b : $"{a} / {b}";
    }

    // Of long bytes, those around the first that differs.
    private static string TextOf(DecodedField field, DecodedField? other)
    {
        if (field.Type.Kind == FieldKind.Array)
            return $"[{string.Join(", ", field.Children.Select(ValueText.Of))}]";
        bool isText = field.Type.Kind == FieldKind.Text || field.HasNumber || field.Length <= ShownBytes;
        if (isText)
            return ValueText.Of(field) + (field.IsComplete ? "" : FormattableString.Invariant($" (cut: {field.Length} of {field.ExpectedLength} bytes)"));
        ReadOnlySpan<byte> bytes = field.Bytes.Span;
        int from = other is null ? 0 : Math.Max(0, Math.Min(bytes.CommonPrefixLength(other.Bytes.Span), bytes.Length - (ShownBytes / 2)));
        string shown = Convert.ToHexStringLower(bytes.Slice(from, Math.Min(ShownBytes / 2, bytes.Length - from)));
        return FormattableString.Invariant($"{(from > 0 ? $"({from})..." : "")}{shown}{(from + (ShownBytes / 2) < bytes.Length ? "..." : "")} ({bytes.Length} B)");
    }

    private string Paint(string text, string color) => Ansi.Paint(text, color, options.Color && color.Length > 0);
}
