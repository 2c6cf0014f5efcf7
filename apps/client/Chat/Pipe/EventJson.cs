using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>
/// Events as JSON, an object each on a line of its own. Later versions only add kinds and members. Texts are exact; what could
/// drive a terminal that shows the line, or cannot be seen, is written as <c>\uXXXX</c>.
/// </summary>
/// <param name="me">Whose events are <c>own</c>.</param>
internal sealed class EventJson(PrincipalId me)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = SafeEncoder(), NewLine = "\n" };

    /// <summary>What happened.</summary>
    public string? Of(ChatEvent happened) => happened switch
    {
        MessageReceived message => Happening("message", message, message.Sender, message.Text),
        MemberJoined joined => Happening("joined", joined, joined.Name, text: null),
        MemberLeft left => Happening("left", left, left.Name, text: null),
        RoomNotice notice => Happening("notice", notice, name: null, notice.Text),
        EventsMissed missed => Object("missed", missed.Time, json => json.WriteNumber("count", missed.Count)),
        ConnectionLost lost => Object("connection_lost", lost.Time, json =>
        {
            json.WriteString("reason", lost.Reason);
            json.WriteNumber("next_try_seconds", Math.Round(lost.NextTry.TotalSeconds, 3));
        }),
        ConnectionRestored restored => Object("connection_restored", restored.Time, static _ => { }),
        _ => null,
    };

    /// <summary>A line of standard input that was not delivered, or may not have been.</summary>
    /// <param name="line">The line.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isUncertain">True if the room may have it.</param>
    /// <param name="time">When that was known.</param>
    public static string Undelivered(PipeLine line, string reason, bool isUncertain, DateTimeOffset time) => Object("undelivered", time, json =>
    {
        json.WriteNumber("line", line.Number);
        json.WriteString("reason", reason);
        json.WriteBoolean("uncertain", isUncertain);
        if (line.Problem is null)
            json.WriteString("text", line.Text);
    });

    private string Happening(string kind, RoomHappening happening, string? name, string? text) => Object(kind, happening.Time, json =>
    {
        json.WriteNumber("sequence", happening.Sequence);
        json.WriteString("client_id", happening.ClientId.ToString());
        json.WriteBoolean("own", happening.IsVerified && happening.ClientId == me);
        if (name is not null)
            json.WriteString("name", name);
        if (text is not null)
            json.WriteString("text", text);
        json.WriteBoolean("verified", happening.IsVerified);
    });

    private static string Object(string kind, DateTimeOffset time, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // Every character alone that DisplayText would not show as it is. What is beyond the first plane is always escaped.
    private static JavaScriptEncoder SafeEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        for (int c = 0x80; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c) && Codec.DisplayText.Escape(((char)c).ToString()).Length > 1)
                settings.ForbidCharacter((char)c);
        }

        return JavaScriptEncoder.Create(settings);
    }
}
