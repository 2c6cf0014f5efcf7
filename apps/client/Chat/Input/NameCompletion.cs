using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>Completes what is typed with Tab: a command, the name in a moderator's command, or the name of somebody who is here.</summary>
internal static class NameCompletion
{
    /// <summary>Completes what ends at the cursor, as far as it can only mean one thing.</summary>
    /// <param name="typed">What is typed.</param>
    /// <param name="cursor">The cursor, in characters of UTF-16 from the left.</param>
    /// <param name="names">Who is here, as it is shown.</param>
    public static CompletedLine Complete(string typed, int cursor, IEnumerable<string> names)
    {
        string before = typed[..cursor];
        string[] known = [.. names.Where(static name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        (int start, string begun, IEnumerable<Candidate> candidates) = WordAt(before, known);
        Candidate[] fitting = [.. candidates.Where(candidate => candidate.Word.StartsWith(begun, StringComparison.OrdinalIgnoreCase))];
        string put = fitting.Length switch
        {
            0 => before[start..],
            1 => fitting[0].Written,
            _ => CommonStart(fitting, begun) is { Length: > 0 } common ? before[start..(before.Length - begun.Length)] + common : before[start..],
        };
        string behind = typed[cursor..];
        if (fitting.Length == 1 && behind.StartsWith(' ') && put.EndsWith(' '))
            put = put[..^1];
        return new CompletedLine(before[..start] + put + behind, start + put.Length, fitting.Length > 1 ? [.. fitting.Select(static candidate => candidate.Word)] : []);
    }

    private static (int Start, string Begun, IEnumerable<Candidate> Candidates) WordAt(string before, string[] names)
    {
        int space = before.IndexOf(' ', StringComparison.Ordinal);
        if (before.StartsWith('/') && space < 0)
            return (0, before, TypedHelp.Words.Select(static word => new Candidate(word.TrimEnd(), word)));
        if (ModerationCommand.IsMeant(before) && Takes(before) is { } verb)
        {
            string begun = before[(space + 1)..].TrimStart();
            return (before.Length - begun.Length, begun, names.Select(name => new Candidate(name, WrittenAfter(verb, name))));
        }

        int at = before.LastIndexOf('@');
        // Names have blanks: what stands behind the @ may be more than a word.
        if (at >= 0 && (at == 0 || before[at - 1] == ' ') && names.Any(name => name.StartsWith(before[(at + 1)..], StringComparison.OrdinalIgnoreCase)))
            return (at, before[(at + 1)..], names.Select(static name => new Candidate(name, $"@{name} ")));
        int word = before.LastIndexOf(' ') + 1;
        return word == before.Length
            ? (word, "", [])
            : (word, before[word..], names.Select(name => new Candidate(name, word == 0 ? name + ": " : name + " ")));
    }

    /// <summary>The verb of a command that is for one client, or null.</summary>
    private static ModerationVerb? Takes(string before) =>
        ModerationCommand.TryParse(before.Split(' ')[0] + " x", "", out ModerationAct? act, out _) && act.Verb is not (ModerationVerb.Say or ModerationVerb.Bans) ? act.Verb : null;

    private static string WrittenAfter(ModerationVerb verb, string name)
    {
        string written = ModerationCommand.Write(new ModerationAct(verb, name, null, ""));
        return written[(written.IndexOf(' ', StringComparison.Ordinal) + 1)..] + " ";
    }

    /// <summary>What all begin with, if it is more than what is typed; never half a character.</summary>
    private static string CommonStart(Candidate[] fitting, string begun)
    {
        string first = fitting[0].Word;
        int length = fitting.Min(static candidate => candidate.Word.Length);
        while (!fitting.All(candidate => candidate.Word.AsSpan(0, length).Equals(first.AsSpan(0, length), StringComparison.OrdinalIgnoreCase)))
            length--;
        if (length > 0 && char.IsHighSurrogate(first[length - 1]))
            length--;
        return length > begun.Length ? first[..length] : "";
    }

    private readonly record struct Candidate(string Word, string Written);
}
