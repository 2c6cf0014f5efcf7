using System.Globalization;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes packets for a person: a line for each field, with its offset, bytes, a letter, path and value; what stands under
/// ciphertexts; and then what is wrong.
/// </summary>
/// <param name="output">Where to; lines end in <c>\n</c>.</param>
/// <param name="options">How.</param>
public sealed class AnnotatedRenderer(TextWriter output, RenderOptions options)
{
    private readonly FindingRenderer _findings = new(output, options);

    /// <summary>Writes one packet, and an empty line behind it.</summary>
    public void Write(DecodedPacket packet)
    {
        output.Write(PacketTitle.Of(packet, options.Color) + "\n");
        List<DecodedField> leaves = [.. packet.Leaves()];
        for (int i = 0; i < leaves.Count; i++)
        {
            if (leaves[i].Bits is { IsFirst: true })
                WriteSharedInteger(leaves, i);
            WriteField(packet, leaves[i], i);
        }

        foreach (Finding finding in packet.AllFindings)
        {
            output.Write('\n');
            _findings.Write(packet, finding);
        }

        output.Write('\n');
    }

    // The bytes of bit fields stand once, above the bits of each.
    private void WriteSharedInteger(List<DecodedField> leaves, int first)
    {
        bool hide = !options.ShowSecrets
            && leaves.Skip(first).TakeWhile((f, i) => i == 0 || f.Bits is { IsFirst: false }).Any(f => f.IsSecret);
        output.Write(Paint(leaves[first].Offset.ToString("x4", CultureInfo.InvariantCulture), Ansi.Dim));
        output.Write("  " + HexCell.Of(leaves[first].Bytes.Span, leaves[first].Offset, hide) + "\n");
    }

    private void WriteField(DecodedPacket packet, DecodedField field, int index)
    {
        bool hide = field.IsSecret && !options.ShowSecrets;
        string hex = field.Bits is { } bits ? HexCell.OfBits(field, bits, hide) : HexCell.Of(field.Bytes.Span, field.Offset, hide);
        output.Write(Paint(field.Offset.ToString("x4", CultureInfo.InvariantCulture), Ansi.Dim));
        output.Write("  ");
        output.Write(hex);
        output.Write(new string(' ', Math.Max(0, HexCell.Width - hex.Length) + 2));
        output.Write(Paint(LetterOf(index), Ansi.Dim));
        output.Write(' ');
        output.Write(Paint(field.Path, Ansi.Cyan));
        // Those of its bytes that are not on the line are not worth more room.
        string value = IvFields.IsIv(packet, field) ? "" : FieldText.Of(field, HexCell.IsInFull(field.Offset, field.Length), options.ShowSecrets);
        if (field.Layout?.Role == FieldRole.Code && packet.Layout is { } layout)
            value += " " + layout.Name;
        if (value.Length > 0)
            output.Write(" " + value);
        if (!field.IsComplete)
            output.Write(Paint(FormattableString.Invariant($"  (cut: {field.Length} of {field.ExpectedLength} bytes)"), Ansi.Red));
        else if (field.Layout?.Encryption is not null)
            WriteDecryption(field);
        if (field.Authenticity is { } found)
            output.Write(Paint("  " + AuthenticityText.Of(field), AuthenticityText.ColorOf(found.Status)) + (found.Note is { } note ? ": " + note : ""));
        output.Write('\n');
        if (field.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { } plaintext } decryption)
            WritePlaintext(decryption, plaintext);
    }

    // The plaintext's bytes stand under the ciphertext's, at offsets of their own.
    private void WritePlaintext(Decryption decryption, DecodedField plaintext)
    {
        string hex = HexCell.Of(plaintext.Bytes.Span, plaintext.Offset, plaintext.IsSecret && !options.ShowSecrets);
        output.Write(Paint("+" + plaintext.Offset.ToString("x3", CultureInfo.InvariantCulture), Ansi.Dim));
        output.Write("  " + hex + new string(' ', Math.Max(0, HexCell.Width - hex.Length) + 4));
        output.Write(Paint(FormattableString.Invariant($"opened by the {decryption.KeyName}, {plaintext.Length} B"), Ansi.Dim));
        output.Write('\n');
    }

    private void WriteDecryption(DecodedField field)
    {
        Decryption? decryption = field.Decryption;
        string role = field.Layout!.Encryption!.Role;
        if (decryption is not { Status: DecryptionStatus.Opened, Plaintext: { } plaintext })
        {
            bool tried = decryption?.Status == DecryptionStatus.NotOpened;
            output.Write(Paint(tried ? $"  not opened by any {role} key" : $"  encrypted, {role} key needed", tried ? Ansi.Yellow : Ansi.Dim));
            return;
        }

        output.Write("  decrypted: ");
        output.Write(Paint(FieldText.Of(plaintext, bytesAreShown: false, options.ShowSecrets), Ansi.Green));
        output.Write(decryption.PaddingSize > 0
            ? FormattableString.Invariant($"  padding {decryption.PaddingSize} ok")
            : "  no padding");
    }

    private static string LetterOf(int index)
    {
        string letters = "";
        for (int rest = index; rest >= 0; rest = (rest / 26) - 1)
            letters = (char)('A' + (rest % 26)) + letters;
        return letters;
    }

    private string Paint(string text, string color) => Ansi.Paint(text, color, options.Color);
}
