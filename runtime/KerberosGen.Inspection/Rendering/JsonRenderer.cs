using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes packets as JSON, one object each (schema <c>kerberosgen.packet/1</c>): names in wire order, integers as numbers
/// and those of more than 53 bits as decimal strings, bytes as lowercase hex, times in UTC (ISO 8601), a union as an object with
/// the case that is there, absent fields left out, secrets as null and listed under <c>redacted</c>. The names of enum values and
/// flags and the text of addresses stand under <c>display</c>, what takes up bytes under <c>spans</c>. Where all of that does not
/// say every byte (bytes behind a NUL, a field that was cut), the packet's bytes stand under <c>raw</c>, unless that would show a
/// secret.
/// </summary>
public sealed class JsonRenderer
{
    /// <summary>The value of every object's <c>schema</c>. Later versions of it only add members.</summary>
    public const string Schema = "kerberosgen.packet/1";

    /// <summary>Escapes what a terminal or a web page might take for its own.</summary>
    internal static readonly JavaScriptEncoder Encoder = SafeEncoder();

    private readonly Stream _output;
    private readonly RenderOptions _options;
    private readonly JsonWriterOptions _json;
    private readonly bool _isArray;
    private bool _hasPackets;

    /// <summary>Writes to a stream, as UTF-8.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="options">How; colour is not used.</param>
    /// <param name="lines">True for an object on a line of its own, false for one indented array.</param>
    public JsonRenderer(Stream output, RenderOptions options, bool lines)
    {
        _output = output;
        _options = options;
        _isArray = !lines;
        _json = new JsonWriterOptions { Indented = !lines, NewLine = "\n", Encoder = Encoder };
    }

    /// <summary>How its JSON is laid out and escaped.</summary>
    internal JsonWriterOptions WriterOptions => _json;

    /// <summary>Writes one packet.</summary>
    public void Write(DecodedPacket packet)
    {
        if (_isArray)
            _output.Write(_hasPackets ? ",\n"u8 : "[\n"u8);
        using (var json = new Utf8JsonWriter(_output, _json))
            WritePacket(json, packet);
        if (!_isArray)
            _output.Write("\n"u8);
        _hasPackets = true;
    }

    /// <summary>Ends the array, if it is one.</summary>
    public void Complete()
    {
        if (_isArray)
            _output.Write(_hasPackets ? "\n]\n"u8 : "[]\n"u8);
    }

    // Text of a peer may turn the direction of a terminal's text; what could is written as an escape.
    private static JavaScriptEncoder SafeEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidRange(UnicodeRange.Create('\u200e', '\u200f'));
        settings.ForbidRange(UnicodeRange.Create('\u202a', '\u202e'));
        settings.ForbidRange(UnicodeRange.Create('\u2066', '\u2069'));
        settings.ForbidCharacters('\u061c', '\ufeff');
        return JavaScriptEncoder.Create(settings);
    }

    private void WritePacket(Utf8JsonWriter json, DecodedPacket packet)
    {
        List<DecodedField> leaves = [.. packet.Leaves()];
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteNumber("number", packet.Number);
        if (packet.Code is { } code)
            json.WriteNumber("code", code);
        else
            json.WriteNull("code");
        json.WriteString("name", packet.Name);
        json.WriteString("status", NameOf(packet.Status));
        if (packet.Direction is { } direction)
            json.WriteString("direction", direction == PacketDirection.Request ? "request" : "response");
        if (packet.WireLayout is { } layout)
            json.WriteString("layout", layout);
        json.WriteNumber("offset", packet.Offset);
        json.WriteNumber("length", packet.Length);
        WriteOrigin(json, packet.Origin);
        WriteTree(json, "header", packet.Header);
        WriteTree(json, "fields", packet.Fields);
        WriteDisplay(json, leaves);
        WriteDecrypted(json, leaves);
        WriteAuthentication(json, leaves);
        WriteSpans(json, leaves);
        WriteRedacted(json, leaves);
        WriteFindings(json, "errors", packet, Severity.Error);
        WriteFindings(json, "warnings", packet, Severity.Warning);
        WriteRaw(json, packet, leaves);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, PacketOrigin? origin)
    {
        if (origin is null)
            return;
        json.WriteString("time", origin.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
        json.WriteNumber("stream", origin.Stream);
        json.WriteString("from", origin.From.ToString());
        json.WriteString("to", origin.To.ToString());
    }

    /// <summary>Writes a field's value alone.</summary>
    internal void WriteValue(Utf8JsonWriter json, DecodedField field) => JsonFields.WriteValue(json, field, _options.ShowSecrets);

    private void WriteTree(Utf8JsonWriter json, string name, IReadOnlyList<DecodedField> fields)
    {
        json.WritePropertyName(name);
        JsonFields.WriteMembers(json, fields, _options.ShowSecrets);
    }

    private void WriteDisplay(Utf8JsonWriter json, List<DecodedField> leaves)
    {
        bool isOpen = false;
        foreach (DecodedField field in leaves.SelectMany(f => f.Type.Kind == FieldKind.Array ? f.Children : [f]))
        {
            if ((field.IsSecret && !_options.ShowSecrets) || (field.EnumName ?? ValueText.AddressOf(field)) is not { } text)
                continue;
            if (!isOpen)
                json.WriteStartObject("display");
            isOpen = true;
            json.WriteString(field.Path, text);
        }

        if (isOpen)
            json.WriteEndObject();
    }

    private void WriteDecrypted(Utf8JsonWriter json, List<DecodedField> leaves)
    {
        if (!leaves.Exists(f => f.Decryption?.Status == DecryptionStatus.Opened))
            return;
        json.WriteStartObject("decrypted");
        foreach (DecodedField field in leaves)
        {
            if (field.Decryption is not { Status: DecryptionStatus.Opened, Plaintext: { } plaintext } decryption)
                continue;
            json.WriteStartObject(field.Path);
            json.WritePropertyName("value");
            JsonFields.WriteValue(json, plaintext, _options.ShowSecrets);
            json.WriteNumber("length", plaintext.Length);
            json.WriteNumber("padding", decryption.PaddingSize);
            json.WriteString("role", decryption.Role);
            json.WriteString("key", decryption.KeyName);
            json.WriteNumber("offset", plaintext.Offset);
            json.WriteNumber("ciphertext_offset", field.Offset);
            json.WriteNumber("ciphertext_length", field.Length);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAuthentication(Utf8JsonWriter json, List<DecodedField> leaves)
    {
        if (!leaves.Exists(f => f.Authenticity is not null))
            return;
        json.WriteStartObject("authentication");
        foreach (DecodedField iv in leaves)
        {
            if (iv.Authenticity is not { } found)
                continue;
            json.WriteStartObject(iv.Path);
            json.WriteString("status", AuthenticityText.WordOf(found.Status));
            json.WriteNumber("offset", iv.Offset);
            if (found.Note is { } note)
                json.WriteString("note", note);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSpans(Utf8JsonWriter json, List<DecodedField> leaves)
    {
        json.WriteStartObject("spans");
        foreach (DecodedField field in leaves)
        {
            json.WriteStartObject(field.Path);
            json.WriteNumber("offset", field.Offset);
            json.WriteNumber("length", field.Length);
            if (field.Bits is { } bits)
            {
                json.WriteNumber("bit", bits.Shift);
                json.WriteNumber("bits", field.Type.Bits);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteRedacted(Utf8JsonWriter json, List<DecodedField> leaves)
    {
        json.WriteStartArray("redacted");
        foreach (DecodedField field in leaves)
        {
            bool hidesPlaintext = field.Decryption?.Plaintext is { IsSecret: true };
            if (!_options.ShowSecrets && (field.IsSecret || hidesPlaintext))
                json.WriteStringValue(field.Path);
        }

        json.WriteEndArray();
    }

    // Where the values do not say all of the bytes. Beside a hidden secret they would give it away, and the values alone say too little.
    private void WriteRaw(Utf8JsonWriter json, DecodedPacket packet, List<DecodedField> leaves)
    {
        bool hides = !_options.ShowSecrets && leaves.Exists(f => f.IsSecret);
        if (!hides && !ShownBytes.AreAll(packet, leaves))
            json.WriteString("raw", Convert.ToHexStringLower(packet.Bytes.Span));
    }

    private static void WriteFindings(Utf8JsonWriter json, string name, DecodedPacket packet, Severity severity)
    {
        json.WriteStartArray(name);
        foreach (Finding finding in packet.AllFindings.Where(f => f.Severity == severity))
        {
            json.WriteStartObject();
            json.WriteString("id", finding.Id);
            json.WriteString("title", finding.Title);
            json.WriteString("path", finding.Path);
            json.WriteNumber("offset", finding.Offset);
            if (finding.Needed is { } needed)
                json.WriteNumber("needed", needed);
            if (finding.Found is { } found)
                json.WriteNumber("found", found);
            if (finding.NeededValue is { } neededValue)
                json.WriteString("needed_value", neededValue);
            if (finding.FoundValue is { } foundValue)
                json.WriteString("found_value", foundValue);
            if (finding.Note is { } note)
                json.WriteString("note", note);
            if (finding.Hint is { } hint)
                json.WriteString("hint", hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string NameOf(DecodeStatus status) => status switch
    {
        DecodeStatus.Ok => "ok",
        DecodeStatus.Partial => "partial",
        DecodeStatus.Unknown => "unknown",
        _ => "garbage",
    };
}
