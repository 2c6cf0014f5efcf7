using System.Text;
using System.Text.Unicode;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A text has its NUL and nothing behind it, and is what its encoding allows.</summary>
internal sealed class TextCheck(QuickText text, FieldType type) : Check
{
    public override bool Passes(in QuickPacket packet)
    {
        ReadOnlySpan<byte> whole = text.Stretch.In(packet);
        ReadOnlySpan<byte> content = text.Of(whole);
        if (type.Terminated && content.Length == whole.Length)
            return false;
        return !whole[content.Length..].ContainsAnyExcept((byte)0) && type.Encoding switch
        {
            TextEncoding.Utf8 => Utf8.IsValid(content),
            TextEncoding.Ascii => Ascii.IsValid(content),
            _ => true,
        };
    }
}
