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

    private const string Separator = ": ";

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

    /// <summary>Writes a line, its end included.</summary>
    /// <returns>The bytes written, at most <see cref="MaxSize"/>.</returns>
    public static int Write(ClientPrincipal client, TimeZoneInfo zone, Span<byte> destination)
    {
        int at = 0;
        PutHex(client.Id.Bytes, destination, ref at);
        PutSeparator(destination, ref at);
        Put(client.Name.Utf8, destination, ref at);
        PutSeparator(destination, ref at);
        PutHex(client.Key.Bytes, destination, ref at);
        PutSeparator(destination, ref at);
        Put(TimeTextFormat.Format(client.LastSeen, zone).Bytes, destination, ref at);
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
