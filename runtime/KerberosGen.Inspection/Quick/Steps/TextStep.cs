using System.Text;

namespace KerberosGen.Inspection.Quick.Steps;

/// <summary>A text that was found to be what its encoding allows.</summary>
internal sealed class TextStep(QuickText text, TextEncoding encoding) : Step
{
    private const int Piece = 256;

    protected override void Write(in QuickPacket packet, LineWriter writer)
    {
        ReadOnlySpan<byte> content = text.Of(text.Stretch.In(packet));
        if (encoding == TextEncoding.Latin1 && !Ascii.IsValid(content))
            WriteLatin1(content, writer);
        else
            writer.Text(content);
    }

    private static void WriteLatin1(ReadOnlySpan<byte> content, LineWriter writer)
    {
        Span<byte> utf8 = stackalloc byte[2 * Piece];
        while (!content.IsEmpty)
        {
            ReadOnlySpan<byte> piece = content[..Math.Min(Piece, content.Length)];
            int size = 0;
            foreach (byte character in piece)
                size += new Rune((char)character).EncodeToUtf8(utf8[size..]);
            writer.Text(utf8[..size]);
            content = content[piece.Length..];
        }
    }
}
