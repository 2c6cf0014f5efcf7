using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Comparing;

/// <summary>
/// Writes differences as one JSON object (schema <c>kerberosgen.diff/1</c>): how many packets are the same, and each that is not with
/// its fields. Values are those of <see cref="JsonRenderer"/>; a hidden secret's are null, and <c>redacted</c> says so.
/// </summary>
/// <param name="showSecrets">True to show passwords and keys.</param>
public sealed class DiffJsonRenderer(bool showSecrets)
{
    /// <summary>The value of <c>schema</c>. Later versions of it only add members.</summary>
    public const string Schema = "kerberosgen.diff/1";

    /// <summary>Writes all differences.</summary>
    /// <param name="output">Where to, as UTF-8; it stays open.</param>
    /// <param name="comparisons">Every pair of packets.</param>
    public void Write(Stream output, IReadOnlyList<Comparison> comparisons)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonRenderer.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            foreach (PacketChange change in Enum.GetValues<PacketChange>())
                json.WriteNumber(NameOf(change), comparisons.Count(c => c.Change == change));
            json.WriteStartArray("packets");
            foreach (Comparison comparison in comparisons.Where(c => c.Change != PacketChange.Same))
                Write(json, comparison);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private void Write(Utf8JsonWriter json, Comparison comparison)
    {
        PacketPair pair = comparison.Pair;
        json.WriteStartObject();
        json.WriteString("change", NameOf(comparison.Change));
        json.WriteString("name", (pair.A ?? pair.B)!.Name);
        Write(json, "a", pair.A);
        Write(json, "b", pair.B);
        json.WriteStartArray("fields");
        foreach (FieldDifference difference in comparison.Differences)
            Write(json, difference);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DecodedPacket? packet)
    {
        if (packet is null)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("number", packet.Number);
        json.WriteNumber("offset", packet.Offset);
        json.WriteNumber("length", packet.Length);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, FieldDifference difference)
    {
        json.WriteStartObject();
        json.WriteString("path", difference.Path);
        json.WriteString("change", NameOf(difference.A is null ? PacketChange.Added : difference.B is null ? PacketChange.Removed : PacketChange.Changed));
        if (difference.IsSecret && !showSecrets)
            json.WriteBoolean("redacted", true);
        Write(json, "a", difference.A, difference.IsSecret);
        Write(json, "b", difference.B, difference.IsSecret);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, string name, DecodedField? field, bool isSecret)
    {
        if (field is null)
            return;
        json.WriteStartObject(name);
        json.WriteNumber("offset", field.Offset);
        json.WriteNumber("length", field.Length);
        json.WritePropertyName("value");
        if (isSecret && !showSecrets)
            json.WriteNullValue();
        else
            JsonFields.WriteValue(json, field, showSecrets);
        json.WriteEndObject();
    }

    private static string NameOf(PacketChange change) => change switch
    {
        PacketChange.Same => "same",
        PacketChange.Changed => "changed",
        PacketChange.Added => "added",
        _ => "removed",
    };
}
