using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Rendering;

/// <summary>A field's value in JSON on one line.</summary>
internal static class JsonText
{
    public static string Of(DecodedField field, bool showSecrets)
    {
        using var output = new MemoryStream();
        var renderer = new JsonRenderer(output, new RenderOptions { ShowSecrets = showSecrets }, lines: true);
        using (var json = new Utf8JsonWriter(output, renderer.WriterOptions))
            renderer.WriteValue(json, field);
        return Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length));
    }
}
