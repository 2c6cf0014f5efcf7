using System.Diagnostics.CodeAnalysis;
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
    private delegate bool Rule<T>(string? text, out T value, out string? problem);

    /// <summary>All fields.</summary>
    public JsonObject Fields => fields;

    /// <summary>What a field's fault is reported as.</summary>
    public FileFormatException Error(string field, string reason) =>
        FileFormatException.Because(file, fieldLines.TryGetValue(field, out int fieldLine) ? fieldLine : line, $"{field}: {reason}");

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
