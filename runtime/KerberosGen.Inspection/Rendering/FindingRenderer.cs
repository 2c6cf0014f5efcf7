using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes what is wrong with a packet for a person: where, what was needed and found, what is known all the same.</summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
public sealed class FindingRenderer(TextWriter output, RenderOptions options)
{
    /// <summary>Writes one finding of a packet.</summary>
    public void Write(DecodedPacket packet, Finding finding)
    {
        bool isError = finding.Severity == Severity.Error;
        string subject = SubjectOf(packet, finding);
        output.Write(Ansi.Paint(isError ? "error" : "warning", isError ? Ansi.Red : Ansi.Yellow, options.Color));
        Line($" {finding.Id} {finding.Title}{(subject.Length == 0 ? "" : ": " + subject)}");
        string stream = packet.Origin is { } origin ? FormattableString.Invariant($" stream {origin.Stream}") : "";
        Line(FormattableString.Invariant(
            $"  --> {DisplayText.Escape(options.Source)}{stream} @ 0x{packet.Offset + finding.Offset:x4} (packet #{packet.Number} +0x{finding.Offset:x4})"));
        string counts = CountsOf(finding);
        if (counts.Length > 0 || finding.Note is not null)
            Line("  " + (counts.Length == 0 ? finding.Note : finding.Note is null ? counts : $"{counts} ({finding.Note})"));
        if (isError)
            WriteKnown(packet, finding);
        if (finding.Hint is { } hint)
            Line("  hint: " + hint);
    }

    private static string SubjectOf(DecodedPacket packet, Finding finding) =>
        finding.Path.Length == 0 ? ""
        : packet.Layout is { } layout && finding.Path != layout.Name ? $"{layout.Name}.{finding.Path}"
        : finding.Path;

    private static string CountsOf(Finding finding) => (finding.Needed, finding.Found) switch
    {
        _ when finding is { NeededValue: { } value } => $"need {value}, have {finding.FoundValue}",
        ({ } needed, { } found) => FormattableString.Invariant($"need {needed} bytes, have {found}"),
        (null, { } found) => FormattableString.Invariant($"{found} bytes"),
        _ => "",
    };

    // After some mistakes what follows may be known or not.
    private void WriteKnown(DecodedPacket packet, Finding finding)
    {
        bool endsEarly = finding.Id is FindingIds.Truncated or FindingIds.LengthMismatch or FindingIds.PartialEntry;
        bool mayEndEarly = finding.Id is FindingIds.LengthTooSmall or FindingIds.UnknownCase or FindingIds.BadLeb128 or FindingIds.MissingNul;
        if (!endsEarly && !mayEndEarly)
            return;
        List<string> known = [];
        List<string> missing = [];
        if (packet.HeaderLayout is { } header)
        {
            bool isWhole = packet.Header.Count == header.Fields.Length && packet.Header.All(f => f.IsComplete);
            if (isWhole)
                known.Add("header");
            else
                Sort(header, packet.Header, "header.", known, missing);
        }

        if (packet.Layout is { } layout)
            Sort(layout, packet.Fields, "", known, missing);
        if (endsEarly || missing.Count > 0)
            Line($"  decoded: {ListOf(known)}; missing: {ListOf(missing)}");
    }

    private void Sort(PacketLayout layout, IReadOnlyList<DecodedField> fields, string prefix, List<string> known, List<string> missing)
    {
        foreach (FieldLayout row in layout.Fields)
        {
            if (Presence.IsThere(row, layout, fields) == false)
                continue;
            DecodedField? field = fields.FirstOrDefault(f => f.Name == row.Name);
            if (field is { IsLeaf: true, IsComplete: true })
            {
                string value = FieldText.Of(field, bytesAreShown: true, options.ShowSecrets);
                known.Add(prefix + row.Name + (value.Length == 0 ? "" : " = " + value));
            }
            else if (field is { Type.Kind: FieldKind.Packet, Length: > 0 } && !field.IsComplete)
            {
                Sort(row.Type.Packet!, field.Children, prefix + row.Name + ".", known, missing);
            }
            else if (field is { Type.Kind: FieldKind.List or FieldKind.Sequence or FieldKind.Array, IsLeaf: false })
            {
                int whole = field.Children.Count(c => c.IsComplete && c.Name.Length == 0);
                known.Add(FormattableString.Invariant($"{prefix}{row.Name} ({whole} whole entries)"));
                if (whole < field.Children.Count || !field.IsComplete)
                    missing.Add("the rest of " + prefix + row.Name);
            }
            else if (field is { IsComplete: true })
            {
                known.Add(prefix + row.Name);
            }
            else
            {
                missing.Add(field is { Length: > 0 } ? "the rest of " + prefix + row.Name : prefix + row.Name);
            }
        }
    }

    private static string ListOf(List<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);

    private void Line(string text)
    {
        output.Write(text);
        output.Write('\n');
    }
}
