using System.Globalization;
using System.Text.Json;
using KerberosGen.Inspection.Sessions;

namespace KerberosGen.Inspection.Rendering;

/// <summary>
/// Writes a session as one JSON object, schema <c>kerberosgen.session/1</c>: its steps in the order of time, times in seconds since the
/// first. Members are left out where they say nothing.
/// </summary>
public static class SessionJsonRenderer
{
    private static readonly JsonNamingPolicy Names = JsonNamingPolicy.SnakeCaseLower;

    /// <summary>Writes it, and a line break behind it.</summary>
    public static void Write(Stream output, Session session)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "kerberosgen.session/1");
            json.WriteString("start", session.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
            json.WriteNumber("seconds", session.Duration.TotalSeconds);
            json.WriteBoolean("has_more", session.HasMore);
            if (session.Connections is { } connections)
            {
                json.WriteStartObject("connections");
                json.WriteNumber("admitted", connections.Admitted);
                json.WriteNumber("authenticated", connections.Authenticated);
                json.WriteEndObject();
            }

            json.WriteStartArray("pushed_codes");
            foreach (int code in session.Pushed.Order())
                json.WriteNumberValue(code);
            json.WriteEndArray();
            json.WriteStartArray("steps");
            foreach (SessionStep step in session.Steps)
                Write(json, step, session.Start);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, SessionStep step, DateTimeOffset start)
    {
        json.WriteStartObject();
        json.WriteString("kind", Names.ConvertName(step.Kind.ToString()));
        json.WriteNumber("seconds", (step.Time - start).TotalSeconds);
        json.WriteString("from", step.From.ToString());
        json.WriteString("to", step.To.ToString());
        Number("stream", step.Stream);
        Number("packet", step.Number);
        Number("code", step.Code);
        json.WriteString("name", step.Name);
        json.WriteNumber("length", step.Length);
        Number("answers", step.Answers);
        if (step.Delay is { } delay)
            json.WriteNumber("delay_seconds", delay.TotalSeconds);
        Number("repeats", step.Repeats);
        if (step.IsUnanswered)
            json.WriteBoolean("unanswered", true);
        if (step.Failure is { } failure)
            json.WriteString("failure", failure);
        if (step.Error is { } error)
            json.WriteString("error", error);
        if (step.Authenticity.Length > 0)
            json.WriteString("authentication", step.Authenticity);
        if (step.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (string note in step.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
        }

        json.WriteEndObject();

        void Number(string name, int? value)
        {
            if (value is { } number)
                json.WriteNumber(name, number);
        }
    }
}
