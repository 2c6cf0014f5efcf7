using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Quick;

/// <summary>Names as JSON has them between quotes.</summary>
internal static class QuickNames
{
    public static string Escape(string name) => JsonEncodedText.Encode(name, JsonRenderer.Encoder).ToString();

    public static byte[] Utf8Of(string text) => Encoding.UTF8.GetBytes(text);
}
