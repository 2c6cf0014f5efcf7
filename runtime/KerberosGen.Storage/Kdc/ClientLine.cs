using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>A line of clients.txt: <c>id: name: sha256 hex: last seen</c> (protocol, 'Files').</summary>
internal static class ClientLine
{
    /// <summary>Bytes that a line may have, its end included.</summary>
    public const int MaxSize = (2 * PrincipalId.Size) + Validator.MaxTextSize + (2 * AesKey.Size) + TimeText.Size + (3 * 2) + 1;

    /// <summary>Bytes that a line has at least: all but the name.</summary>
    public const int MinSize = MaxSize - Validator.MaxTextSize;

    private const string Separator = ": ";
    private const int NameAt = (2 * PrincipalId.Size) + 2;
    private const int SizeBehindName = MinSize - 1 - NameAt;

    /// <summary>
    /// Reads a line without its end if it is as most are: the name printable ASCII, the rest as this class writes it. False says
    /// nothing more than that; <see cref="TryParse"/> then tells what the line is.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="zone">The zone of the time.</param>
    /// <param name="id">Is given the id, 16 bytes.</param>
    /// <param name="key">Is given the key, 32 bytes.</param>
    /// <param name="name">The name, a part of the line.</param>
    /// <param name="lastSeen">When the client was last seen.</param>
    public static bool TryParsePlain(
        ReadOnlySpan<byte> line, TimeZoneInfo zone, Span<byte> id, Span<byte> key, out ReadOnlySpan<byte> name, out DateTimeOffset lastSeen)
    {
        name = default;
        lastSeen = default;
        int nameSize = line.Length - NameAt - SizeBehindName;
        if (nameSize is < 1 or > Validator.MaxTextSize)
            return false;
        name = line.Slice(NameAt, nameSize);
        ReadOnlySpan<byte> behind = line[(NameAt + nameSize)..];
        if (!IsSeparator(line[(NameAt - 2)..]) || !IsSeparator(behind) || !IsSeparator(behind[(2 + (2 * AesKey.Size))..])
            || name.ContainsAnyExceptInRange((byte)' ', (byte)'~') || name.Contains((byte)':')
            || Convert.FromHexString(line[..(NameAt - 2)], id, out _, out _) != OperationStatus.Done
            || Convert.FromHexString(behind.Slice(2, 2 * AesKey.Size), key, out _, out _) != OperationStatus.Done
            || !TimeText.TryCreate(behind[^TimeText.Size..], out TimeText text)
            || !TimeTextFormat.TryParse(in text, zone, out TimeReading reading))
        {
            return false;
        }

        lastSeen = reading.Earlier;
        return true;
    }

    /// <summary>Reads a line without its end; false, with the reason, if it makes no sense.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> line, TimeZoneInfo zone, [NotNullWhen(true)] out ClientPrincipal? client, [NotNullWhen(false)] out string? problem)
    {
        client = null;
        if (!Utf8.IsValid(line))
        {
            problem = Utf8File.NotUtf8;
            return false;
        }

        // A name has no colon and the time's colons have no space behind them.
        string[] fields = Encoding.UTF8.GetString(line).Split(Separator);
        if (fields.Length != 4)
        {
            problem = $"a line is 'id: name: password hash: last seen', four fields; this one has {fields.Length}";
            return false;
        }

        if (!Validator.TryId(fields[0], out PrincipalId id, out _))
        {
            problem = "the first field is not an id: an id is 32 hex digits";
            return false;
        }

        if (!Validator.TryName(fields[1], out PrincipalName name, out problem) || !Validator.TryHash(fields[2], out KeyMaterial? key, out problem))
            return false;
        if (!TryReadTime(fields[3], zone, out DateTimeOffset lastSeen))
        {
            problem = "the last field is not a time: a time is dd/MM/yy_HH:mm:ss";
            return false;
        }

        client = new ClientPrincipal(id, name, key, lastSeen);
        return true;
    }

    /// <summary>
    /// True if a crash in the middle of an append can have left this of a line: its first bytes as this class writes them, and
    /// zeros where the file has grown and its content is missing. What a person has mistyped is nearly always something else.
    /// </summary>
    public static bool CanBeCutOff(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)0);
        if (!Takes(ref text, "################################: "u8))
            return false;
        int nameSize = text.IndexOf((byte)':') is >= 0 and var end ? end : text.Length;
        if (nameSize > Validator.MaxTextSize || text[..nameSize].ContainsAnyInRange((byte)0, (byte)31))
            return false;
        text = text[nameSize..];
        return Takes(ref text, ": ################################################################: ##/##/##_##:##:##"u8) && text.IsEmpty;
    }

    /// <summary>Writes a line, its end included.</summary>
    /// <returns>The bytes written, at most <see cref="MaxSize"/>.</returns>
    public static int Write(ClientPrincipal client, TimeZoneInfo zone, Span<byte> destination) =>
        Write(client.Id.Bytes, client.Name.Utf8, client.Key.Bytes, client.LastSeen, zone, destination);

    /// <summary>Writes a line, its end included.</summary>
    /// <returns>The bytes written, at most <see cref="MaxSize"/>.</returns>
    public static int Write(
        ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> key, DateTimeOffset lastSeen, TimeZoneInfo zone, Span<byte> destination)
    {
        int at = 0;
        PutHex(id, destination, ref at);
        PutSeparator(destination, ref at);
        Put(name, destination, ref at);
        PutSeparator(destination, ref at);
        PutHex(key, destination, ref at);
        PutSeparator(destination, ref at);
        Put(TimeTextFormat.Format(lastSeen, zone).Bytes, destination, ref at);
        destination[at++] = (byte)'\n';
        return at;
    }

    private static bool TryReadTime(string field, TimeZoneInfo zone, out DateTimeOffset time)
    {
        time = default;
        if (field.Length != TimeText.Size || !TimeText.TryCreate(field, out TimeText text))
            return false;
        if (TimeTextFormat.TryParse(in text, zone, out TimeReading reading))
        {
            time = reading.Earlier;
            return true;
        }

        // A time that this zone skipped was written in another zone; nobody is locked out of the KDC for having moved it.
        if (!TimeTextFormat.TryParse(in text, TimeZoneInfo.Utc, out reading))
            return false;
        time = reading.Earlier - zone.BaseUtcOffset;
        return true;
    }

    /// <summary>Goes behind a pattern, in which # is a hex digit, as far as there is text.</summary>
    private static bool Takes(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        int size = Math.Min(text.Length, pattern.Length);
        for (int i = 0; i < size; i++)
        {
            if (pattern[i] == '#' ? !char.IsAsciiHexDigit((char)text[i]) : text[i] != pattern[i])
                return false;
        }

        text = text[size..];
        return true;
    }

    private static bool IsSeparator(ReadOnlySpan<byte> text) => text[0] == ':' && text[1] == ' ';

    private static void PutHex(ReadOnlySpan<byte> bytes, Span<byte> destination, ref int at)
    {
        Convert.TryToHexStringLower(bytes, destination[at..], out int written);
        at += written;
    }

    private static void PutSeparator(Span<byte> destination, ref int at) => Put(": "u8, destination, ref at);

    private static void Put(ReadOnlySpan<byte> bytes, Span<byte> destination, ref int at)
    {
        bytes.CopyTo(destination[at..]);
        at += bytes.Length;
    }
}
