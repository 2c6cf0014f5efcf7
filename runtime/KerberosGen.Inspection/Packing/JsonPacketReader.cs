using System.Text.Json;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Packing;

/// <summary>
/// Reads the objects of JSON text: of one array, or one after the other as in NDJSON. It holds the text of one object at a time.
/// </summary>
/// <param name="input">UTF-8; it stays open.</param>
public sealed class JsonPacketReader(Stream input)
{
    private const int Largest = 256 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _line = 1;
    private bool _isEnd;

    /// <summary>The packets, one after the other as they are read.</summary>
    /// <exception cref="PackingException">It is no JSON, or something other than objects.</exception>
    public IEnumerable<JsonPacket> Packets()
    {
        SkipMark();
        bool isArray = Next() == '[';
        if (isArray)
            _start++;
        for (bool isFirst = true; ; isFirst = false)
        {
            int next = Next();
            if (isArray && next == ']')
                break;
            if (isArray && !isFirst)
            {
                Expect(next, ',', "a comma or the array's end");
                next = Next();
            }

            if (next < 0 && !isArray)
                yield break;
            if (next != '{')
                throw Problem($"holds {(next < 0 ? "no more" : "something else")} where a packet's object is expected");
            yield return new JsonPacket(ReadObject());
        }

        _start++;
        if (Next() >= 0)
            throw Problem("goes on behind its array");
    }

    private JsonValue ReadObject()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isEnd, default);
                if (reader.Read() && reader.TrySkip())
                {
                    ReadOnlySpan<byte> text = _buffer.AsSpan(_start, (int)reader.BytesConsumed);
                    JsonValue value = JsonValueReader.Read(text, _line);
                    _line += text.Count((byte)'\n');
                    _start += text.Length;
                    return value;
                }
            }
            catch (JsonException exception)
            {
                _line += (int)(exception.LineNumber ?? 0);
                throw Problem("is no JSON: " + Plain(exception));
            }

            Fill();
        }
    }

    // The reader's message ends in a position within the object, which is said in our own words.
    private static string Plain(JsonException exception)
    {
        int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return Codec.DisplayText.Escape(end < 0 ? exception.Message : exception.Message[..end]);
    }

    // -1 at the end.
    private int Next()
    {
        while (true)
        {
            for (; _start < _end; _start++)
            {
                byte b = _buffer[_start];
                if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    return b;
                if (b == '\n')
                    _line++;
            }

            if (_isEnd)
                return -1;
            Fill();
        }
    }

    private void SkipMark()
    {
        while (_end < 3 && !_isEnd)
            Fill();
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
    }

    private void Expect(int found, char wanted, string what)
    {
        if (found != wanted)
            throw Problem($"holds something else where {what} is expected");
        _start++;
    }

    // What is looked at again from its beginning grows by half at least, so that a large object is not looked at too often.
    private void Fill()
    {
        int held = _end - _start;
        if (held > Largest)
            throw Problem($"holds an object of more than {Largest} bytes");
        _buffer.AsSpan(_start, held).CopyTo(_buffer);
        (_start, _end) = (0, held);
        if (held > _buffer.Length / 2)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        int got = input.ReadAtLeast(_buffer.AsSpan(held), Math.Max(1, held / 2), throwOnEndOfStream: false);
        _end += got;
        _isEnd = got < Math.Max(1, held / 2);
    }

    private PackingException Problem(string what) => new(FindingIds.NotJson, "", _line, "the text " + what);
}
