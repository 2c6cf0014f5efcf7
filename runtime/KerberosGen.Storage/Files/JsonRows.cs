using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace KerberosGen.Storage;

/// <summary>The seed's JSON files: one array of objects, indented by two (protocol, 'Files').</summary>
internal static class JsonRows
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file; no rows if it is missing. One object without the array around it, as the seed shows it, is one row.</summary>
    /// <exception cref="FileFormatException">It is anything else.</exception>
    public static List<JsonRow> Read(string path)
    {
        if (Utf8File.ReadBytes(path) is not { } bytes)
            return [];
        ReadOnlySpan<byte> json = Utf8File.WithoutMark(bytes);
        Check(path, json);
        var rows = new List<JsonRow>();
        var lines = new LineCounter(json);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return [ReadRow(path, ref reader, ref lines)];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FileFormatException(path, lines.LineOf(reader.TokenStartIndex), "an array of objects must stand here");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FileFormatException(path, lines.LineOf(reader.TokenStartIndex), "an object must stand here");
            rows.Add(ReadRow(path, ref reader, ref lines));
        }

        return rows;
    }

    /// <summary>Reads one line of a file of lines: an object.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="json">The line without its end.</param>
    /// <exception cref="FileFormatException">It is anything else.</exception>
    public static JsonRow ReadLine(string path, int line, ReadOnlySpan<byte> json)
    {
        Check(path, json, line);
        var lines = new LineCounter(json, line);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartObject
            ? ReadRow(path, ref reader, ref lines)
            : throw new FileFormatException(path, line, "an object must stand here");
    }

    /// <summary>Replaces a file.</summary>
    public static void Write(string path, IEnumerable<JsonObject> rows) => AtomicFile.Write(path, stream =>
    {
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            writer.WriteStartArray();
            foreach (JsonObject row in rows)
                row.WriteTo(writer);
            writer.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
    });

    /// <summary>One object alone, as a file holds it.</summary>
    public static byte[] BytesOf(JsonObject row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, WriterOptions))
            row.WriteTo(writer);
        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A row with these fields in this order, and behind them those of an earlier row that we do not know.</summary>
    public static JsonObject Merge(JsonObject? earlier, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var merged = new JsonObject();
        foreach ((string name, JsonNode? value) in fields)
            merged.Add(name, value);
        foreach ((string name, JsonNode? value) in earlier ?? [])
        {
            if (!merged.ContainsKey(name))
                merged.Add(name, value?.DeepClone());
        }

        return merged;
    }

    /// <summary>
    /// Checks every token, so that nothing read later can fail. The reader's own messages are not passed on: they may quote
    /// a piece of a key.
    /// </summary>
    private static void Check(string path, ReadOnlySpan<byte> json, int firstLine = 1)
    {
        int line = firstLine - 1;
        foreach (Range range in json.Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(json[range]))
                throw new FileFormatException(path, line, Utf8File.NotUtf8);
        }

        var lines = new LineCounter(json, firstLine);
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (JsonException broken)
        {
            throw new FileFormatException(
                path, (int?)broken.LineNumber + firstLine, FormattableString.Invariant($"the text is not JSON, from byte {broken.BytePositionInLine + 1} of the line on"));
        }
        catch (InvalidOperationException)
        {
            throw new FileFormatException(path, lines.LineOf(reader.TokenStartIndex), "an escape in the text stands for half a character");
        }
    }

    private static JsonRow ReadRow(string path, ref Utf8JsonReader reader, ref LineCounter lines)
    {
        int line = lines.LineOf(reader.TokenStartIndex);
        var fields = new JsonObject();
        var fieldLines = new Dictionary<string, int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            int fieldLine = lines.LineOf(reader.TokenStartIndex);
            if (!fieldLines.TryAdd(name, fieldLine))
                throw new FileFormatException(path, fieldLine, "the object has this field already");
            fields.Add(name, JsonNode.Parse(ref reader));
        }

        return new JsonRow(path, line, fields, fieldLines);
    }
}
