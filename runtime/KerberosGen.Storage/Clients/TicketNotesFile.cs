using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// ticket_notes.json: what is remembered of the tickets of services_info.json, whose fields are the seed's alone. A note
/// says by a digest which ticket it is of, so that it never is of another one, whoever wrote services_info.json since.
/// </summary>
internal static class TicketNotesFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "ticket_notes.json";

    /// <summary>What a file that makes no sense becomes.</summary>
    public const string AsideName = FileName + ".unreadable";

    private const string DigestField = "ticket_sha256";
    private const string ClientField = "client_name";
    private const string ObtainedField = "obtained_at";
    private const string ExactField = "is_exact";
    private const string AuthenticatedField = "is_authenticated";
    private const string LastAuthenticatorField = "last_authenticator_at";

    /// <summary>What a note is kept under: the SHA-256 of the ticket's bytes (FIPS 180-4), 64 hex digits.</summary>
    public static string DigestOf(SessionTicket ticket) => Convert.ToHexStringLower(SHA256.HashData(ticket.Ticket.Span));

    /// <summary>Reads the file of a directory; no notes if it is missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">A note makes no sense, or a ticket has two.</exception>
    public static Dictionary<string, NotedTicket> Read(string directory)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path);
        var notes = new Dictionary<string, NotedTicket>(StringComparer.Ordinal);
        foreach (JsonRow row in JsonRows.Read(path))
        {
            string digest = row.Text(DigestField);
            if (digest.Length != 2 * SHA256.HashSizeInBytes || !digest.All(char.IsAsciiHexDigitLower))
                throw row.Error(DigestField, "a digest is 64 hex digits in lower case");
            var noted = new NotedTicket(
                NoteOf(row),
                !row.IsUnknown(AuthenticatedField) && row.Flag(AuthenticatedField),
                row.IsUnknown(LastAuthenticatorField) ? null : row.Time(LastAuthenticatorField),
                row.Fields);
            if (!notes.TryAdd(digest, noted))
                throw row.Error(DigestField, "an earlier entry is of this ticket");
        }

        return notes;
    }

    /// <summary>Replaces the file. A missing one is not made to hold nothing.</summary>
    public static void Write(string directory, IReadOnlyCollection<KeyValuePair<string, NotedTicket>> notes)
    {
        string path = Path.Combine(directory, FileName);
        if (notes.Count > 0 || File.Exists(path))
            JsonRows.Write(path, notes.Select(static noted => FieldsOf(noted.Key, noted.Value)));
    }

    /// <summary>Keeps a file that makes no sense under another name, in place of an earlier one.</summary>
    public static void PutAside(string directory) => File.Move(Path.Combine(directory, FileName), Path.Combine(directory, AsideName), overwrite: true);

    private static TicketNote? NoteOf(JsonRow row)
    {
        if (row.IsUnknown(ObtainedField))
            return null;
        // A client may be named {}, which in the seed's files stands for null; this file is not one of them.
        PrincipalName? client = row.Fields[ClientField] is null ? null : row.Name(ClientField);
        return new TicketNote(row.Time(ObtainedField), row.Flag(ExactField), client);
    }

    private static JsonObject FieldsOf(string digest, NotedTicket noted) => JsonRows.Merge(
        noted.Fields,
        (DigestField, digest),
        (ClientField, noted.Note?.ClientName?.ToString()),
        (ObtainedField, TextOf(noted.Note?.ObtainedAt)),
        (ExactField, noted.Note?.IsExact),
        (AuthenticatedField, noted.IsAuthenticated),
        (LastAuthenticatorField, TextOf(noted.LastAuthenticator)));

    private static string? TextOf(DateTimeOffset? time) => time?.UtcDateTime.ToString(JsonRow.TimeFormat, CultureInfo.InvariantCulture);
}
