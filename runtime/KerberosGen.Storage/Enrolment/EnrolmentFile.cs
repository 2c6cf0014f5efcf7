using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// The file that goes from the administrator of a KDC to a client or a room: one JSON object, indented by two, 0600 on Unix.
/// It holds a key or a password, so it is made once, read by <c>client import</c> or <c>room import</c>, and then removed.
/// </summary>
public static class EnrolmentFile
{
    /// <summary>Bytes that such a file may have; it has far fewer.</summary>
    public const int MaxSize = 64 * 1024;

    private const string FormatField = "format";
    private const string Format = "kerberosgen-enrolment-1";
    private const string KindField = "kind";
    private const string ClientKind = "client";
    private const string RoomKind = "room";
    private const string NameField = "name";
    private const string IdField = "id";
    private const string KdcsField = "kdcs";
    private const string PasswordField = "password";
    private const string KdcField = "kdc";
    private const string KeyField = "key";
    private const string EndPointField = "address";

    /// <summary>Makes the file. One that is there is never touched.</summary>
    /// <exception cref="ArgumentException">The enrolment breaks the protocol's rules: it could not be read again.</exception>
    /// <exception cref="IOException">A file is there already, or it could not be written.</exception>
    public static void Create(string path, Enrolment enrolment)
    {
        Check(enrolment);
        JsonObject fields = enrolment switch
        {
            ClientEnrolment client => FieldsOf(client),
            RoomEnrolment room => FieldsOf(room),
            _ => throw new ArgumentException("An enrolment is a client's or a room's.", nameof(enrolment)),
        };
        if (Path.Exists(path))
            throw new IOException($"{path}: there is a file already, and it was not touched. Name another, or remove it first.");
        AtomicFile.WriteNew(path, JsonRows.BytesOf(fields));
    }

    /// <summary>Reads the file, and changes nothing.</summary>
    /// <exception cref="FileFormatException">It makes no sense, or it is of another format.</exception>
    /// <exception cref="IOException">It is missing, others than its owner may read it, or it cannot be read.</exception>
    public static Enrolment Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        PrivateMode.RefuseWider(path);
        if (file.Length > MaxSize)
            throw new FileFormatException(path, null, string.Create(CultureInfo.InvariantCulture, $"it has {file.Length} bytes; an enrolment file has at most {MaxSize}"));
        List<JsonRow> rows = JsonRows.Read(path);
        if (rows is not [JsonRow row])
            throw new FileFormatException(path, null, "an enrolment file holds one object");
        return EnrolmentOf(row);
    }

    private static Enrolment EnrolmentOf(JsonRow row)
    {
        if (row.IsUnknown(FormatField))
            throw row.Error(FormatField, $"the field is missing: this is no enrolment file ({Format})");
        if (row.Text(FormatField) != Format)
            throw row.Error(FormatField, $"this program reads {Format}; the file is of another format");
        switch (row.Text(KindField))
        {
            case ClientKind:
                row.RefuseOthersThan(FormatField, KindField, NameField, IdField, KdcsField, PasswordField);
                return new ClientEnrolment(row.Name(NameField), row.Id(IdField), KdcsOf(row), PasswordOf(row));
            case RoomKind:
                row.RefuseOthersThan(FormatField, KindField, NameField, IdField, KdcField, KeyField, EndPointField);
                return new RoomEnrolment(row.Name(NameField), row.Id(IdField), row.EndPoint(KdcField), row.Key(KeyField), IPv4Of(row));
            default:
                throw row.Error(KindField, $"{ClientKind} or {RoomKind} must stand here");
        }
    }

    private static List<IPEndPoint> KdcsOf(JsonRow row)
    {
        if (row.Fields[KdcsField] is not JsonArray { Count: > 0 } texts)
            throw row.Error(KdcsField, "an array of addresses and ports such as [\"127.0.0.1:8000\"] must stand here");
        var kdcs = new List<IPEndPoint>(texts.Count);
        foreach (JsonNode? node in texts)
        {
            if (node is not JsonValue value || !value.TryGetValue(out string? text) || !Validator.TryEndPoint(text, out IPEndPoint? kdc, out _))
                throw row.Error(KdcsField, EndPointText.Missing);
            kdcs.Add(kdc);
        }

        return kdcs;
    }

    private static Password? PasswordOf(JsonRow row)
    {
        if (row.Fields[PasswordField] is null)
            return null;
        return Validator.TryPassword(row.Text(PasswordField), out Password password, out string? problem) ? password : throw row.Error(PasswordField, problem);
    }

    private static IPEndPoint IPv4Of(JsonRow row)
    {
        IPEndPoint endPoint = row.EndPoint(EndPointField);
        return endPoint.AddressFamily == AddressFamily.InterNetwork ? endPoint : throw row.Error(EndPointField, "an IPv4 address must stand here: the protocol's lists hold no other");
    }

    private static JsonObject FieldsOf(ClientEnrolment client)
    {
        JsonObject fields = JsonRows.Merge(
            null,
            (FormatField, Format),
            (KindField, ClientKind),
            (KdcsField, new JsonArray([.. client.Kdcs.Select(static kdc => (JsonNode)EndPointText.Of(kdc))])),
            (NameField, client.Name.ToString()),
            (IdField, client.Id.ToString()));
        if (client.Password is { } password)
            fields.Add(PasswordField, Encoding.UTF8.GetString(password.Utf8));
        return fields;
    }

    private static JsonObject FieldsOf(RoomEnrolment room) => JsonRows.Merge(
        null,
        (FormatField, Format),
        (KindField, RoomKind),
        (KdcField, EndPointText.Of(room.Kdc)),
        (NameField, room.Name.ToString()),
        (IdField, room.Id.ToString()),
        (KeyField, Convert.ToBase64String(room.Key.Bytes)),
        (EndPointField, EndPointText.Of(room.EndPoint)));

    private static void Check(Enrolment enrolment)
    {
        PrincipalName name = enrolment.Name;
        string? problem;
        if (!Validator.IsName(in name, out problem)
            || (enrolment is ClientEnrolment { Password: { } password } && !Validator.IsPassword(in password, out problem)))
        {
            throw new ArgumentException(problem, nameof(enrolment));
        }

        if (enrolment is ClientEnrolment { Kdcs.Count: 0 })
            throw new ArgumentException("A client needs at least one KDC.", nameof(enrolment));
        if (enrolment is RoomEnrolment { Key.Bytes.Length: not AesKey.Size })
            throw new ArgumentException($"A key has {AesKey.Size} bytes.", nameof(enrolment));
        if (enrolment is RoomEnrolment { EndPoint.AddressFamily: not AddressFamily.InterNetwork })
            throw new ArgumentException("Clients are told an IPv4 address.", nameof(enrolment));
    }
}
