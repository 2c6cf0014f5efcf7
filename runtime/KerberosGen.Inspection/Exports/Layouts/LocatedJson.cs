using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Codec;

namespace KerberosGen.Inspection.Exports.Layouts;

/// <summary>A JSON value that knows its path and line, so that what is wrong with it can be said where it stands.</summary>
internal sealed class LocatedJson
{
    private const int ShownCharacters = 40;

    private readonly Dictionary<string, LocatedJson> _members = new(StringComparer.Ordinal);
    private readonly List<LocatedJson> _items = [];
    private readonly JsonTokenType _kind;
    private readonly string _text;
    private readonly string _path;
    private readonly int _line;

    private LocatedJson(ref Utf8JsonReader json, LineCount lines, string path)
    {
        _kind = json.TokenType;
        _path = path;
        _line = lines.At(json.TokenStartIndex);
        _text = _kind is JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
        if (_kind is JsonTokenType.StartArray)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                _items.Add(new LocatedJson(ref json, lines, $"{path}[{_items.Count.ToString(CultureInfo.InvariantCulture)}]"));
        }
        else if (_kind is JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndObject)
            {
                string name = json.GetString()!;
                json.Read();
                var value = new LocatedJson(ref json, lines, $"{path}.{DisplayText.Escape(name)}");
                if (!_members.TryAdd(name, value))
                    throw value.Wrong("it stands here twice");
            }
        }
    }

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<LocatedJson> Items => _kind == JsonTokenType.StartArray ? _items : throw Wrong("a list is needed here");

    /// <summary>A member that must be there.</summary>
    public LocatedJson this[string name] => Find(name) ?? throw Wrong($"it has no \"{name}\"");

    public static LocatedJson Parse(ReadOnlyMemory<byte> utf8)
    {
        ReadOnlySpan<byte> bytes = utf8.Span.StartsWith("\xEF\xBB\xBF"u8) ? utf8.Span[3..] : utf8.Span;
        var json = new Utf8JsonReader(bytes);
        try
        {
            json.Read();
            var root = new LocatedJson(ref json, new LineCount(bytes), "$");
            json.Read();
            return root._kind == JsonTokenType.StartObject ? root : throw root.Wrong("an object is needed here");
        }
        catch (JsonException exception)
        {
            throw new LayoutFormatException("it is no JSON: " + Reason(exception), "$", (int)(exception.LineNumber ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // A string that is no text: a lone surrogate, or bytes that are not UTF-8.
            throw new LayoutFormatException("a string of it is not UTF-8", "$", 1);
        }
    }

    /// <summary>A member, or null.</summary>
    public LocatedJson? Find(string name) =>
        _kind == JsonTokenType.StartObject ? _members.GetValueOrDefault(name) : throw Wrong("an object is needed here");

    public string String() => _kind == JsonTokenType.String ? _text : throw Wrong("a string is needed here");

    /// <summary>A name of a field or packet: a string of at least one character.</summary>
    public string Name() => String() is { Length: > 0 } name ? name : throw Wrong("a name is needed here");

    public bool Boolean() => _kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong("true or false is needed here"),
    };

    /// <summary>A whole number of these.</summary>
    public int Integer(int least, int most)
    {
        if (_kind == JsonTokenType.Number && int.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
            return value;
        throw Wrong(FormattableString.Invariant($"a whole number from {least} to {most} is needed here"));
    }

    /// <summary>A whole number of 64 bits, as a number or as a string.</summary>
    public long Long() =>
        _kind is JsonTokenType.Number or JsonTokenType.String && long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Wrong("a whole number of 64 bits is needed here");

    public double Real() =>
        _kind is JsonTokenType.Number or JsonTokenType.String && double.TryParse(_text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value)
            ? value
            : throw Wrong("a number is needed here");

    public TEnum Word<TEnum>()
        where TEnum : struct, Enum =>
        LayoutWords.Parse<TEnum>(String()) ?? throw Wrong($"one of {string.Join(", ", LayoutWords.All<TEnum>())} is needed here");

    public byte[] Hex()
    {
        string text = String();
        byte[] bytes = new byte[text.Length / 2];
        return text.Length % 2 == 0 && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? bytes
            : throw Wrong("bytes in hex are needed here");
    }

    /// <summary>What is wrong with this value.</summary>
    public LayoutFormatException Wrong(string what)
    {
        string shown = DisplayText.Escape(_text.Length > ShownCharacters ? _text[..ShownCharacters] + "..." : _text);
        string found = _kind switch
        {
            JsonTokenType.StartArray => "a list",
            JsonTokenType.StartObject => "an object",
            JsonTokenType.String => $"\"{shown}\"",
            _ => shown,
        };
        return new LayoutFormatException($"{what}; it is {found}", _path, _line);
    }

    // The reader's message ends with the place, which is said in its own words here.
    private static string Reason(JsonException exception)
    {
        string message = exception.Message;
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return DisplayText.Escape((end < 0 ? message : message[..end]).TrimEnd('.'));
    }

    private sealed class LineCount(ReadOnlySpan<byte> bytes)
    {
        private readonly int[] _ends = EndsOf(bytes);

        public int At(long index)
        {
            int found = Array.BinarySearch(_ends, (int)index);
            return (found < 0 ? ~found : found) + 1;
        }

        private static int[] EndsOf(ReadOnlySpan<byte> bytes)
        {
            List<int> ends = [];
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == (byte)'\n')
                    ends.Add(i);
            }

            return [.. ends];
        }
    }
}
