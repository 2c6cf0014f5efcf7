using System.Text;

namespace KerberosGen.Testing;

/// <summary>Prints a model as an indented tree.</summary>
internal sealed class ModelText
{
    private const int MostBytes = 256;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Write(string text) => _text.Append(text);

    public void Line(string start, Action rest)
    {
        _depth++;
        _text.Append('\n').Append(' ', 2 * _depth).Append(start);
        rest();
        _depth--;
    }

    public override string ToString() => _text.ToString();

    public static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        0 => "(no bytes)",
        > MostBytes => $"{Convert.ToHexStringLower(bytes[..MostBytes])}... ({bytes.Length} bytes)",
        _ => Convert.ToHexStringLower(bytes),
    };

    public static string Readable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes[..Math.Min(bytes.Length, MostBytes)])
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        return text.ToString();
    }
}
