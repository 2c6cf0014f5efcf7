using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>Writes tables as a <see cref="LayoutFile"/>.</summary>
internal sealed class LayoutWriter(Stream output, ProtocolLayout protocol)
{
    /// <summary>The largest integer that every reader of JSON keeps exactly; larger ones are strings.</summary>
    public const long ExactInteger = 1L << 53;

    private readonly LayoutReferences _references = new(protocol);

    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });

    public void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("schema", LayoutFile.Schema);
        _json.WriteString("name", protocol.Name);
        WritePackets("packets", protocol.Packets);
        if (_references.Imported.Count > 0)
            WritePackets("imported", _references.Imported);
        _json.WriteEndObject();
        _json.Dispose();
        output.Write("\n"u8);
    }

    private void WritePackets(string name, IEnumerable<PacketLayout> packets)
    {
        _json.WriteStartArray(name);
        foreach (PacketLayout packet in packets)
            Write(packet);
        _json.WriteEndArray();
    }

    private void Write(PacketLayout packet)
    {
        _json.WriteStartObject();
        _json.WriteString("name", packet.Name);
        if (_references[packet] != packet.Name)
            _json.WriteString("reference", _references[packet]);
        Text("summary", packet.Summary);
        _json.WriteString("kind", LayoutWords.Of(packet.Kind));
        if (packet.Direction is { } direction)
            _json.WriteString("direction", LayoutWords.Of(direction));
        Number("code", packet.Code);
        Text("wire_layout", packet.WireLayout);
        Number("min_size", packet.MinSize);
        Number("size", packet.Size);
        Number("align", packet.Align == 0 ? null : packet.Align);
        Flag("padding_ignored", packet.IsPaddingIgnored);
        Flag("own_rules", packet.HasValidation);
        _json.WriteStartArray("fields");
        foreach (FieldLayout field in packet.Fields)
            Write(field);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Write(FieldLayout field)
    {
        _json.WriteStartObject();
        _json.WriteString("name", field.Name);
        Text("summary", field.Summary);
        Number("offset", field.Offset);
        Write("type", field.Type);
        Word("role", field.Role);
        Text("measures", field.Measures);
        Text("measured_by", field.MeasuredBy);
        Flag("measured_by_count", field.MeasuredByCount);
        Number("adjust", field.Adjust == 0 ? null : field.Adjust);
        if (field.Bits is { } bits)
        {
            _json.WriteStartObject("bits");
            _json.WriteNumber("shift", bits.Shift);
            _json.WriteNumber("integer_size", bits.IntegerSize);
            Flag("first", bits.IsFirst);
            _json.WriteEndObject();
        }

        if (field.Prefix is { } prefix)
        {
            _json.WriteStartObject("prefix");
            Flag("count", prefix.IsCount);
            _json.WriteNumber("width", prefix.Width);
            Word("byte_order", prefix.ByteOrder);
            Number("adjust", prefix.Adjust == 0 ? null : prefix.Adjust);
            _json.WriteEndObject();
        }

        Flag("nul_terminated", field.IsNulTerminated);
        if (!field.Constant.IsDefault)
            _json.WriteString("constant", Convert.ToHexStringLower(field.Constant.AsSpan()));
        Number("pad_before", field.PadBefore == 0 ? null : field.PadBefore);
        Number("align", field.Align == 0 ? null : field.Align);
        Flag("padding_ignored", field.IsPaddingIgnored);
        Write("when", field.When);
        Write("until", field.Until);
        Text("chosen_by", field.ChosenBy);
        Integers("cases", field.Cases);
        Flag("otherwise", field.IsOtherwise);
        if (field.Checksum is { } checksum)
        {
            _json.WriteStartObject("checksum");
            _json.WriteString("name", checksum.Name);
            Text("from", checksum.From);
            Text("to", checksum.To);
            _json.WriteEndObject();
        }

        Flag("computed", field.IsComputed);
        Real("min", field.Min);
        Real("max", field.Max);
        Integers("one_of", field.OneOf);
        if (field.Encryption is { } encryption)
        {
            _json.WriteStartObject("encryption");
            _json.WriteString("role", encryption.Role);
            _json.WriteString("iv", encryption.Iv);
            _json.WriteString("padding", LayoutWords.Of(encryption.Padding));
            Write("plaintext", encryption.Plaintext);
            _json.WriteEndObject();
        }

        Text("synthetic_iv", field.SyntheticIv);

        _json.WriteEndObject();
    }

    private void Write(string name, FieldType type)
    {
        _json.WriteStartObject(name);
        _json.WriteString("kind", LayoutWords.Of(type.Kind));
        _json.WriteString("name", type.Name);
        Number("size", type.Size);
        Word("byte_order", type.ByteOrder);
        Flag("secret", type.IsSecret);
        Word("display", type.Display);
        Flag("terminated", type.Terminated);
        Word("encoding", type.Encoding);
        Flag("leb128", type.IsLeb128);
        Number("bits", type.Bits == 0 ? null : type.Bits);
        Word("time_unit", type.TimeUnit);
        Number("count", type.Count == 0 ? null : type.Count);
        if (type.Packet is { } packet)
            _json.WriteString("packet", _references[packet]);
        if (type.Entry is { } entry)
            Write("entry", entry);
        if (!type.Members.IsEmpty)
        {
            _json.WriteStartArray("members");
            foreach (EnumMember member in type.Members)
            {
                _json.WriteStartObject();
                _json.WriteString("name", member.Name);
                _json.WritePropertyName("value");
                Integer(member.Value);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }

        Flag("flags", type.IsFlags);
        Flag("closed", type.IsClosed);
        _json.WriteEndObject();
    }

    private void Write(string name, ImmutableArray<ConditionLayout> conditions)
    {
        if (conditions.IsEmpty)
            return;
        _json.WriteStartArray(name);
        foreach (ConditionLayout condition in conditions)
        {
            _json.WriteStartObject();
            _json.WriteString("field", condition.Field);
            Integers("values", condition.Values);
            if (condition.Mask != 0)
            {
                _json.WritePropertyName("mask");
                Integer(condition.Mask);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Text(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            _json.WriteString(name, text);
    }

    private void Number(string name, int? number)
    {
        if (number is { } value)
            _json.WriteNumber(name, value);
    }

    private void Flag(string name, bool isSet)
    {
        if (isSet)
            _json.WriteBoolean(name, true);
    }

    // The first member of each enum is what a missing one means.
    private void Word<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!EqualityComparer<TEnum>.Default.Equals(value, default))
            _json.WriteString(name, LayoutWords.Of(value));
    }

    private void Integers(string name, ImmutableArray<long> values)
    {
        if (values.IsDefaultOrEmpty)
            return;
        _json.WriteStartArray(name);
        foreach (long value in values)
            Integer(value);
        _json.WriteEndArray();
    }

    private void Integer(long value)
    {
        if (value is >= -ExactInteger and <= ExactInteger)
            _json.WriteNumberValue(value);
        else
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private void Real(string name, double? value)
    {
        if (value is not { } real)
            return;
        if (double.IsFinite(real))
            _json.WriteNumber(name, real);
        else
            _json.WriteString(name, real.ToString("R", CultureInfo.InvariantCulture));
    }
}
