using System.Text;
using System.Text.Json;

namespace KerberosGen.Inspection.Packing;

/// <summary>Reads one JSON value of UTF-8 text.</summary>
internal ref struct JsonValueReader
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;
    private int _line;
    private int _counted;

    private JsonValueReader(ReadOnlySpan<byte> text, int line)
    {
        _text = text;
        _reader = new Utf8JsonReader(text);
        _line = line;
    }

    /// <summary>Reads a value that is all of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The number of its first line; 0 if lines say nothing.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonValue Read(ReadOnlySpan<byte> text, int line)
    {
        var reader = new JsonValueReader(text, line);
        reader._reader.Read();
        JsonValue value = reader.ReadValue();
        reader._reader.Read();
        return value;
    }

    private JsonValue ReadValue()
    {
        int line = CurrentLine();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<(string, JsonValue)> members = [];
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = ReadString();
                    _reader.Read();
                    members.Add((name, ReadValue()));
                }

                return new JsonValue { Kind = JsonValueKind.Object, Line = line, Members = members };
            case JsonTokenType.StartArray:
                List<JsonValue> items = [];
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue());
                return new JsonValue { Kind = JsonValueKind.Array, Line = line, Items = items };
            case JsonTokenType.String:
                return new JsonValue { Kind = JsonValueKind.String, Line = line, Text = ReadString() };
            case JsonTokenType.Number:
                return new JsonValue { Kind = JsonValueKind.Number, Line = line, Text = Encoding.ASCII.GetString(_reader.ValueSpan) };
            case JsonTokenType.Null:
                return new JsonValue { Kind = JsonValueKind.Null, Line = line };
            default:
                return new JsonValue { Kind = _reader.TokenType == JsonTokenType.True ? JsonValueKind.True : JsonValueKind.False, Line = line };
        }
    }

    private readonly string ReadString()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8.
            throw new JsonException(exception.Message, null, null, null, exception);
        }
    }

    private int CurrentLine()
    {
        int at = (int)_reader.TokenStartIndex;
        if (_line > 0)
            _line += _text[_counted..at].Count((byte)'\n');
        _counted = at;
        return _line;
    }
}
