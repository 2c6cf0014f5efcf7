using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Quick;

/// <summary>The names of an enum's values in UTF-8, each made the first time it is asked for.</summary>
internal sealed class EnumNames(FieldType type)
{
    private const int Most = 4096;

    private readonly Dictionary<long, byte[]?> _names = [];

    /// <summary>A value's name as JSON has it between quotes, or null.</summary>
    public byte[]? Of(long value)
    {
        if (_names.TryGetValue(value, out byte[]? name))
            return name;
        name = EnumText.Of(type, value) is { } text ? JsonEncodedText.Encode(text, JsonRenderer.Encoder).EncodedUtf8Bytes.ToArray() : null;
        if (_names.Count < Most)
            _names.Add(value, name);
        return name;
    }
}
