using System.Globalization;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Inspection.Candidates;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Rendering;

/// <summary>Writes what bytes could be: for a person, with a bar of how far each decodes, or as JSON.</summary>
public static class CandidateRenderer
{
    private const int BarWidth = 20;
    private const int ShownEvidence = 3;
    private const double StrongScore = 40;
    private const double FairScore = 16;

    /// <summary>Writes them for a person, each with its bar, its score, what agrees and the first trouble.</summary>
    /// <param name="output">Where to; lines end in <c>\n</c>.</param>
    /// <param name="candidates">The best first.</param>
    /// <param name="most">How many to show.</param>
    /// <param name="color">True to colour.</param>
    public static void Write(TextWriter output, IReadOnlyList<Candidate> candidates, int most, bool color)
    {
        for (int i = 0; i < Math.Min(most, candidates.Count); i++)
            Write(output, candidates[i], i + 1, color);
        if (candidates.Count > most)
            output.Write(FormattableString.Invariant($"and {candidates.Count - most} less likely; -n COUNT shows more\n"));
    }

    /// <summary>Writes them as one JSON object, schema <c>kerberosgen.which/1</c>.</summary>
    public static void WriteJson(Stream output, IReadOnlyList<Candidate> candidates, int most)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "kerberosgen.which/1");
            json.WriteNumber("count", candidates.Count);
            json.WriteStartArray("candidates");
            foreach (Candidate candidate in candidates.Take(most))
                WriteJson(json, candidate);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>How sure a score is, in a word.</summary>
    public static string WordOf(double score) => score >= StrongScore ? "strong" : score >= FairScore ? "fair" : "weak";

    private static void Write(TextWriter output, Candidate candidate, int rank, bool color)
    {
        int filled = (int)Math.Round((double)BarWidth * candidate.Explained / candidate.Length);
        string bar = new string('█', filled) + new string('·', BarWidth - filled);
        string layout = candidate.Packets.Select(static p => p.WireLayout).OfType<string>().FirstOrDefault() is { } wire ? $", {wire} layout" : "";
        output.Write(FormattableString.Invariant($"{rank,2}  {bar} {candidate.Explained}/{candidate.Length} B  "));
        output.Write(Ansi.Paint(candidate.Name, Ansi.Bold, color));
        output.Write($"  {candidate.Form}{layout}\n");
        string evidence = candidate.Evidence.Count == 0 ? "" : ": " + string.Join("; ", candidate.Evidence.Take(ShownEvidence).Select(static e => e.Text));
        output.Write($"    {WordOf(candidate.Score)} ({candidate.Score.ToString("0", CultureInfo.InvariantCulture)} bits){evidence}\n");
        if (candidate.Trouble is not { } trouble)
            return;
        string path = trouble.Path.Length == 0 ? "" : ": " + DisplayText.Escape(trouble.Path);
        output.Write(Ansi.Paint(FormattableString.Invariant($"    {trouble.Id} {trouble.Title}{path} @ 0x{candidate.TroubleOffset:x4}"), trouble.Severity == Severity.Error ? Ansi.Red : Ansi.Yellow, color) + "\n");
    }

    private static void WriteJson(Utf8JsonWriter json, Candidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("name", candidate.Name);
        json.WriteString("form", candidate.Form);
        if (candidate.Packets.Select(static p => p.WireLayout).OfType<string>().FirstOrDefault() is { } wire)
            json.WriteString("layout", wire);
        json.WriteStartArray("packets");
        foreach (DecodedPacket packet in candidate.Packets.Where(static p => p.Layout is not null))
            json.WriteStringValue(packet.Layout!.Name);
        json.WriteEndArray();
        json.WriteNumber("score", Math.Round(candidate.Score, 1));
        json.WriteString("confidence", WordOf(candidate.Score));
        json.WriteNumber("explained", candidate.Explained);
        json.WriteNumber("length", candidate.Length);
        json.WriteStartArray("evidence");
        foreach (Evidence evidence in candidate.Evidence)
        {
            json.WriteStartObject();
            json.WriteNumber("bits", Math.Round(evidence.Bits, 1));
            json.WriteString("text", evidence.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (candidate.Trouble is { } trouble)
        {
            json.WriteStartObject("trouble");
            json.WriteString("id", trouble.Id);
            json.WriteString("severity", trouble.Severity == Severity.Error ? "error" : "warning");
            json.WriteString("title", trouble.Title);
            json.WriteString("path", trouble.Path);
            json.WriteNumber("offset", candidate.TroubleOffset);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
