using System.Globalization;
using System.Text.Json;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Inspection.Filtering;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes chosen values of packets as JSON, one object each: a member for each path, named as it was typed, with the value that
/// <see cref="JsonRenderer"/> writes. A path that may lead to several values has an array; one that leads nowhere is left out; a
/// secret is null.
/// </summary>
public sealed class SelectedJsonRenderer
{
    private readonly Stream _output;
    private readonly FieldSelection _selection;
    private readonly JsonRenderer _values;
    private readonly bool _isArray;
    private bool _hasPackets;

    /// <summary>Writes to a stream, as UTF-8.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="selection">What of the packets.</param>
    /// <param name="options">How; colour is not used.</param>
    /// <param name="lines">True for an object on a line of its own, false for one indented array.</param>
    public SelectedJsonRenderer(Stream output, FieldSelection selection, RenderOptions options, bool lines)
    {
        _output = output;
        _selection = selection;
        _values = new JsonRenderer(output, options, lines);
        _isArray = !lines;
    }

    /// <summary>Writes one packet's values.</summary>
    public void Write(DecodedPacket packet)
    {
        if (_isArray)
            _output.Write(_hasPackets ? ",\n"u8 : "[\n"u8);
        using (var json = new Utf8JsonWriter(_output, _values.WriterOptions))
            WriteValues(json, packet);
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

    private void WriteValues(Utf8JsonWriter json, DecodedPacket packet)
    {
        json.WriteStartObject();
        for (int i = 0; i < _selection.Names.Length; i++)
        {
            IReadOnlyList<FilterValue> values = _selection.ValuesOf(packet, i);
            if (values.Count == 0)
                continue;
            json.WritePropertyName(_selection.Names[i]);
            if (_selection.IsMany(i))
                json.WriteStartArray();
            foreach (FilterValue value in values)
                Write(json, value);
            if (_selection.IsMany(i))
                json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, in FilterValue value)
    {
        switch (value.Kind)
        {
            case var _ when value.Field is { } field:
                _values.WriteValue(json, field);
                break;
            case FilterKind.Number:
                json.WriteRawValue(value.Number.Bits.ToString(CultureInfo.InvariantCulture));
                break;
            case FilterKind.Findings:
                json.WriteStartArray();
                foreach (string id in SelectedText.IdsOf(value))
                    json.WriteStringValue(id);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(SelectedText.Of(value, showSecrets: false));
                break;
        }
    }
}
