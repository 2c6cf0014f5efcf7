using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes packets as trees: each field below the one that holds it, with its offset and size in front, and what stands under a
/// ciphertext below it, with offsets of its own.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
public sealed class TreeRenderer(TextWriter output, RenderOptions options)
{
    private readonly FindingRenderer _findings = new(output, options);

    /// <summary>Writes one packet, and an empty line behind it.</summary>
    public void Write(DecodedPacket packet)
    {
        output.Write(PacketTitle.Of(packet, options.Color) + "\n");
        if (packet.Header.Count > 0)
        {
            bool isLast = packet.Fields.Count == 0;
            int size = packet.Header[^1].Offset + packet.Header[^1].Length;
            WriteLine(0, Bytes(size), "", isLast, "header", "");
            WriteAll(packet, packet.Header, isLast ? "   " : "│  ");
        }

        WriteAll(packet, packet.Fields, "");
        foreach (Finding finding in packet.AllFindings)
        {
            output.Write('\n');
            _findings.Write(packet, finding);
        }

        output.Write('\n');
    }

    private void WriteAll(DecodedPacket packet, IReadOnlyList<DecodedField> fields, string indent)
    {
        for (int i = 0; i < fields.Count; i++)
            Write(packet, fields[i], indent, isLast: i == fields.Count - 1);
    }

    private void Write(DecodedPacket packet, DecodedField field, string indent, bool isLast)
    {
        string size = field.Bits is null ? Bytes(field.Length) : FormattableString.Invariant($"{field.Type.Bits} bit");
        WriteLine(field.Offset, size, indent, isLast, LabelOf(field), ValueOf(packet, field));
        string below = indent + (isLast ? "   " : "│  ");
        if (!field.IsLeaf)
            WriteAll(packet, field.Children, below);
        if (field.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { } plaintext } opened)
            WritePlaintext(packet, plaintext, opened, below);
    }

    private void WritePlaintext(DecodedPacket packet, DecodedField plaintext, Decryption opened, string indent)
    {
        string padding = opened.PaddingSize > 0 ? FormattableString.Invariant($"padding {opened.PaddingSize} ok") : "no padding";
        string value = plaintext.IsLeaf ? " = " + Paint(FieldText.Of(plaintext, bytesAreShown: false, options.ShowSecrets), Ansi.Green) : "";
        WriteLine(plaintext.Offset, Bytes(plaintext.Length), indent, true, "plaintext", $"{value}  ({padding})");
        if (!plaintext.IsLeaf)
            WriteAll(packet, plaintext.Children, indent + "   ");
    }

    private string ValueOf(DecodedPacket packet, DecodedField field)
    {
        if (!field.IsComplete)
            return Paint(FormattableString.Invariant($"  (cut: {field.Length} of {field.ExpectedLength} bytes)"), Ansi.Red);
        if (field.Type.Kind is FieldKind.List or FieldKind.Sequence || (field.Type.Kind == FieldKind.Array && !field.IsLeaf))
            return FormattableString.Invariant($"  ({field.Children.Count(c => c.Part == FieldPart.Value && c.Name.Length == 0)} entries)");
        if (!field.IsLeaf)
            return "";
        if (field.Layout?.Encryption is { } encryption)
        {
            return field.Decryption?.Status switch
            {
                DecryptionStatus.Opened => $"  (opened by a {encryption.Role} key)",
                DecryptionStatus.NotOpened => Paint($"  (not opened by any {encryption.Role} key)", Ansi.Yellow),
                _ => Paint($"  (encrypted, {encryption.Role} key needed)", Ansi.Dim),
            };
        }

        string value = FieldText.Of(field, bytesAreShown: false, options.ShowSecrets);
        string name = field.Layout?.Role == FieldRole.Code && packet.Layout is { } layout ? " " + layout.Name : "";
        string proof = field.Authenticity is { } found
            ? Paint($"  ({AuthenticityText.Of(field)}{(found.Note is { } note ? ": " + note : "")})", AuthenticityText.ColorOf(found.Status)) : "";
        return (value.Length == 0 ? "" : $" = {value}{name}") + proof;
    }

    private static string LabelOf(DecodedField field) => field switch
    {
        { Part: FieldPart.Padding } => "(padding)",
        { Part: FieldPart.LengthPrefix } => "(length)",
        { Part: FieldPart.CountPrefix } => "(count)",
        { Name.Length: > 0 } => field.Name,
        _ => field.Path.LastIndexOf('[') is var at and >= 0 ? field.Path[at..] : field.Path,
    };

    private static string Bytes(int count) => count.ToString(CultureInfo.InvariantCulture);

    private void WriteLine(int offset, string size, string indent, bool isLast, string label, string value)
    {
        output.Write(Paint(FormattableString.Invariant($"{offset:x4} {size,5}  "), Ansi.Dim));
        output.Write(Paint(indent + (isLast ? "└─ " : "├─ "), Ansi.Dim));
        output.Write(Paint(label, Ansi.Cyan));
        output.Write(value);
        output.Write('\n');
    }

    private string Paint(string text, string color) => Ansi.Paint(text, color, options.Color);
}
