using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// One object of a JSON file. A field that breaks a rule is a <see cref="FileFormatException"/> that names file, line, field
/// and rule, and never the value.
/// </summary>
/// <param name="file">The file it is from.</param>
/// <param name="line">The line it starts in.</param>
/// <param name="fields">Its fields, those that we do not know among them.</param>
/// <param name="fieldLines">The line of each field.</param>
internal sealed class JsonRow(string file, int line, JsonObject fields, IReadOnlyDictionary<string, int> fieldLines)
{
    /// <summary>How <see cref="Time"/> is written.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private delegate bool Rule<T>(string? text, out T value, out string? problem);

    /// <summary>The file it is from.</summary>
    public string File => file;

    /// <summary>The line it starts in.</summary>
    public int Line => line;

    /// <summary>All fields.</summary>
    public JsonObject Fields => fields;

    /// <summary>What a field's fault is reported as.</summary>
    public FileFormatException Error(string field, string reason) =>
        FileFormatException.Because(file, fieldLines.TryGetValue(field, out int fieldLine) ? fieldLine : line, $"{field}: {reason}");

    /// <summary>Where a file is strict: a field that is none of these makes no sense. It is not quoted, as it may hold a piece of a secret.</summary>
    public void RefuseOthersThan(params ReadOnlySpan<string> known)
    {
        foreach ((string name, _) in fields)
        {
            if (!known.Contains(name))
                throw new FileFormatException(file, fieldLines[name], "the object has no such field in this format");
        }
    }

    /// <summary>True if the field is missing, null, or what the original program writes for null.</summary>
    public bool IsUnknown(string field) => fields[field] switch
    {
        null or JsonObject { Count: 0 } => true,
        JsonValue value => value.TryGetValue(out string? text) && text == "{}",
        _ => false,
    };

    /// <summary>A principal's name.</summary>
    public PrincipalName Name(string field) =>
        Validator.TryName(Text(field), out PrincipalName name, out string? problem) ? name : throw Error(field, problem);

    /// <summary>An id.</summary>
    public PrincipalId Id(string field) => Value<PrincipalId>(field, Validator.TryId, "an id is 32 hex digits");

    /// <summary>An id, or null.</summary>
    public PrincipalId? IdOrNull(string field) => IsUnknown(field) ? null : Id(field);

    /// <summary>An initialisation vector, or null.</summary>
    public Iv? IvOrNull(string field) => IsUnknown(field) ? null : Value<Iv>(field, Validator.TryIv, "an IV is 32 hex digits");

    /// <summary>A key of 32 bytes.</summary>
    public KeyMaterial Key(string field) =>
        Validator.TryKey(Text(field), out KeyMaterial? key, out string? problem) ? key : throw Error(field, problem);

    /// <summary>A key of 32 bytes, or null.</summary>
    public KeyMaterial? KeyOrNull(string field) => IsUnknown(field) ? null : Key(field);

    /// <summary>Bytes in base64, or null.</summary>
    public byte[]? BytesOrNull(string field)
    {
        if (IsUnknown(field))
            return null;
        string text = Text(field);
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int size) ? bytes[..size] : throw Error(field, "it must be base64");
    }

    /// <summary>An IP address.</summary>
    public IPAddress Address(string field) =>
        Validator.TryAddress(Text(field), out IPAddress? address, out _) ? address : throw Error(field, "an IP address such as 127.0.0.1 must stand here");

    /// <summary>A port, 1 to 65535.</summary>
    public ushort Port(string field) =>
        fields[field] is JsonValue value && value.TryGetValue(out ushort port) && port > 0
            ? port
            : throw Error(field, "a port is a number from 1 to 65535");

    /// <summary>A port, or null.</summary>
    public ushort? PortOrNull(string field) => IsUnknown(field) ? null : Port(field);

    /// <summary>A port and an address, such as <c>127.0.0.1:8000</c>.</summary>
    public IPEndPoint EndPoint(string field) =>
        Validator.TryEndPoint(Text(field), out IPEndPoint? endPoint, out _) ? endPoint : throw Error(field, EndPointText.Missing);

    /// <summary>A time of UTC to the second, such as <c>2026-02-26T22:02:49Z</c>.</summary>
    public DateTimeOffset Time(string field) =>
        DateTimeOffset.TryParseExact(Text(field), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw Error(field, "a time such as 2026-02-26T22:02:49Z must stand here");

    /// <summary>A number of things, 0 or more.</summary>
    public long Count(string field) =>
        fields[field] is JsonValue value && value.TryGetValue(out long count) && count >= 0 ? count : throw Error(field, "a number must stand here");

    /// <summary>True or false.</summary>
    public bool Flag(string field) =>
        fields[field] is JsonValue value && value.TryGetValue(out bool flag) ? flag : throw Error(field, "true or false must stand here");

    /// <summary>Text.</summary>
    public string Text(string field) =>
        TryText(field, out string? text) ? text : throw Error(field, "text must stand here");

    private bool TryText(string field, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return fields[field] is JsonValue value && value.TryGetValue(out text);
    }

    private T Value<T>(string field, Rule<T> rule, string reason) =>
        rule(Text(field), out T value, out _) ? value : throw Error(field, reason);
}
