using System.Text.Json;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// <c>services.json</c>, <c>services_pool.json</c> and <c>services_info.json</c>: an array of objects, or one object as the
/// seed shows it, told apart by the name of the key's field (protocol, 'Files'). A key that is not known yet is null, or
/// <c>"{}"</c> as the original program writes it.
/// </summary>
internal static class JsonKeys
{
    private const string ServiceKey = "aes_key_encoded";
    private const string PoolKey = "service_aes_key_encoded";
    private const string SessionKey = "aes_key";

    private static readonly JsonReaderOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static KeyFileContent Parse(ReadOnlySpan<byte> json)
    {
        List<Row> rows = [];
        int? broken = ReadRows(json, rows);
        bool isPool = rows.Exists(r => r.Has(PoolKey)), isSession = !isPool && rows.Exists(r => r.Has(SessionKey));
        var content = isPool ? new KeyFileContent("services_pool.json of a room")
            : isSession ? new KeyFileContent("services_info.json of a client")
            : new KeyFileContent("services.json of a KDC") { ListsServices = broken is null };
        foreach (Row row in rows)
            Add(row, isPool ? PoolKey : isSession ? SessionKey : ServiceKey, content);
        if (broken is { } line)
            content.AddProblem(line, "JSON: an array of objects");
        return content;
    }

    private static void Add(Row row, string keyField, KeyFileContent content)
    {
        bool isSession = keyField == SessionKey;
        string? name = row.Text(isSession ? "server_name" : keyField == PoolKey ? "service_name" : "name");
        string role = isSession ? nameof(KeyRole.Session) : nameof(KeyRole.Service), kind = isSession ? "session key" : "service key";
        int line = row.LineOf(keyField);
        if (!row.Has(keyField))
        {
            content.AddProblem(row.Line, $"an object with the field {keyField}");
            return;
        }

        if (row.IsUnknown(keyField))
        {
            content.Add(new KeyEntry(line, kind, role, null) { OwnerName = name });
            return;
        }

        if (row.Text(keyField) is not { } text || LineKeys.KeyOf(text) is not { } key)
        {
            content.AddProblem(line, $"{keyField}: 32 bytes in base64");
            return;
        }

        byte[] ticket = isSession ? TicketOf(row) : [];
        content.Add(new KeyEntry(line, kind, role, key)
        {
            OwnerName = name,
            Owner = isSession ? ClientOf(ticket) : Validator.TryId(row.Text("server_id_hex"), out PrincipalId id, out _) ? id : null,
            Ticket = ticket,
        });
    }

    private static byte[] TicketOf(Row row)
    {
        string text = row.Text("ticket") ?? "";
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int size) && SessionTicket.LayoutOf(size) is not null ? bytes[..size] : [];
    }

    // In both layouts the client's id stands behind one byte of version.
    private static PrincipalId? ClientOf(byte[] ticket) => ticket.Length == 0 ? null : new PrincipalId(ticket.AsSpan(1, PrincipalId.Size));

    // The line where the text is no JSON any more; null if it is to its end. The reader's own messages may quote a key.
    private static int? ReadRows(ReadOnlySpan<byte> json, List<Row> rows)
    {
        var reader = new Utf8JsonReader(json, Tolerant);
        Row? row = null;
        string field = "";
        int depth = 0, line = 1, counted = 0;
        try
        {
            while (reader.Read())
            {
                int at = (int)reader.TokenStartIndex;
                line += json[counted..at].Count((byte)'\n');
                counted = at;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject when row is null:
                        row = new Row(line);
                        depth = reader.CurrentDepth;
                        break;
                    case JsonTokenType.EndObject when row is not null && reader.CurrentDepth == depth:
                        rows.Add(row);
                        row = null;
                        break;
                    case JsonTokenType.PropertyName when reader.CurrentDepth == depth + 1:
                        field = reader.GetString()!;
                        row!.Note(field, line);
                        break;
                    case JsonTokenType.String when reader.CurrentDepth == depth + 1:
                        row?.Set(field, reader.GetString()!);
                        break;
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return (int)(exception.LineNumber ?? 0) + 1;
        }
        catch (InvalidOperationException)
        {
            return 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
        }
    }

    private sealed class Row(int line)
    {
        private readonly Dictionary<string, (int Line, string? Text)> _fields = [];

        public int Line { get; } = line;

        public void Note(string field, int at) => _fields[field] = (at, null);

        public void Set(string field, string text) => _fields[field] = (_fields[field].Line, text);

        public bool Has(string field) => _fields.ContainsKey(field);

        public int LineOf(string field) => _fields.TryGetValue(field, out (int Line, string?) found) ? found.Line : Line;

        public string? Text(string field) => _fields.TryGetValue(field, out (int, string? Text) found) ? found.Text : null;

        public bool IsUnknown(string field) => Text(field) is null or "{}";
    }
}
