using System.Text;
using System.Text.Unicode;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Looks at text that is there in full: its NUL, what stands behind it, its encoding.</summary>
internal static class TextFindings
{
    public static void Check(DecodedField field, List<Finding> findings)
    {
        if (field.Type.Kind != FieldKind.Text)
            return;
        ReadOnlySpan<byte> bytes = field.Bytes.Span;
        ReadOnlySpan<byte> text = field.TextBytes.Span;
        if (field.Type.Terminated && text.Length == bytes.Length)
        {
            findings.Add(new Finding(FindingIds.MissingNul, Severity.Warning, "text without its NUL", field.Path, field.Offset)
            {
                Hint = $"the text fills all {bytes.Length} bytes; a NUL must stand behind it",
            });
        }

        ReadOnlySpan<byte> rest = bytes[text.Length..];
        int dirt = rest.IndexOfAnyExcept((byte)0);
        if (dirt >= 0)
        {
            int at = field.Offset + text.Length + dirt;
            findings.Add(new Finding(FindingIds.BytesAfterNul, Severity.Warning, "bytes behind the text's NUL", field.Path, at)
            {
                Hint = "readers ignore them; a sender that does not clear its buffer may leak through them",
            });
        }

        if (field.Type.Encoding == TextEncoding.Ascii && !Ascii.IsValid(text))
            findings.Add(new Finding(FindingIds.NotAscii, Severity.Warning, "text that is not ASCII", field.Path, field.Offset));
        if (field.Type.Encoding == TextEncoding.Utf8 && !Utf8.IsValid(text))
            findings.Add(new Finding(FindingIds.NotUtf8, Severity.Warning, "text that is not UTF-8", field.Path, field.Offset));
    }
}
