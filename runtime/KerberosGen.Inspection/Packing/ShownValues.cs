using System.Buffers;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Packing;

/// <summary>What JSON shows of a decoded packet's header and fields, secrets too, read back.</summary>
internal static class ShownValues
{
    /// <summary>The header's and the payload's members.</summary>
    public static (JsonValue Header, JsonValue Fields) Of(DecodedPacket packet)
    {
        var text = new ArrayBufferWriter<byte>();
        return (Read(text, packet.Header), Read(text, packet.Fields));
    }

    /// <summary>True if two values say the same; a member that is missing says nothing.</summary>
    public static bool AreEqual(JsonValue? one, JsonValue? other)
    {
        if (one is null || other is null)
            return (one ?? other) is null or { Members: [] };
        return one.Kind == other.Kind && one.Text == other.Text
            && one.Members.Count == other.Members.Count && one.Items.Count == other.Items.Count
            && one.Members.Zip(other.Members).All(m => m.First.Name == m.Second.Name && AreEqual(m.First.Value, m.Second.Value))
            && one.Items.Zip(other.Items).All(i => AreEqual(i.First, i.Second));
    }

    private static JsonValue Read(ArrayBufferWriter<byte> text, IReadOnlyList<DecodedField> fields)
    {
        text.Clear();
        using (var json = new Utf8JsonWriter(text))
            JsonFields.WriteMembers(json, fields, showSecrets: true);
        return JsonValueReader.Read(text.WrittenSpan, 0);
    }
}
