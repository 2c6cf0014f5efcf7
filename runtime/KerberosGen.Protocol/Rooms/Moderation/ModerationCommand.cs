using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace KerberosGen.Protocol;

/// <summary>
/// A moderator's words, from the room's console or from chat: <c>/kick bob</c>, <c>/mute bob 10m</c>, <c>/ban "bob smith"</c>.
/// Quotes are needed only around a name that ends like a length of time or begins with a quote; within them the escapes of
/// <see cref="Codec.DisplayText"/> are read, so that a name can be typed as it is shown.
/// </summary>
public static class ModerationCommand
{
    private static readonly FrozenDictionary<string, ModerationVerb> Verbs =
        Enum.GetValues<ModerationVerb>().ToFrozenDictionary(static v => "/" + WordOf(v), StringComparer.OrdinalIgnoreCase);

    /// <summary>True if a text begins with a slash and the word of a <see cref="ModerationVerb"/>: it is for the room, not for everyone.</summary>
    public static bool IsMeant(string text) => TryVerb(text, out _, out _);

    /// <summary>Reads a command.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="by">Who typed it: <c>console</c>, or a client id.</param>
    /// <param name="act">What is wanted.</param>
    /// <param name="problem">If it makes no sense: why, and how it is written. It quotes nothing of the text.</param>
    public static bool TryParse(string text, string by, [NotNullWhen(true)] out ModerationAct? act, [NotNullWhen(false)] out string? problem)
    {
        act = null;
        if (!TryVerb(text, out ModerationVerb verb, out ReadOnlySpan<char> rest))
        {
            problem = $"That is no command of a moderator: there are {string.Join(", ", Enum.GetValues<ModerationVerb>().Select(static v => "/" + WordOf(v)))}.";
            return false;
        }

        string target = verb == ModerationVerb.Say ? rest.ToString() : "";
        TimeSpan? length = null;
        problem = verb switch
        {
            ModerationVerb.Bans => rest.IsEmpty ? null : $"{Usage(verb)} takes nothing after it.",
            ModerationVerb.Say => rest.IsEmpty ? $"Say what? {Usage(verb)}" : null,
            _ => ReadTarget(verb, rest, out target, out length),
        };
        if (problem is null)
            act = new ModerationAct(verb, target, length, by);
        return act is not null;
    }

    /// <summary>Writes a command as <see cref="TryParse"/> reads it. What peers have put into it is harmless in a log, but for a text to be said.</summary>
    public static string Write(ModerationAct act)
    {
        string word = "/" + WordOf(act.Verb);
        return act.Verb switch
        {
            ModerationVerb.Bans => word,
            ModerationVerb.Say => $"{word} {act.Target}",
            _ => $"{word} {WrittenName.Of(act.Target)}{(act.For is { } length ? " " + SanctionLength.Write(length) : "")}",
        };
    }

    /// <summary>How a command is written.</summary>
    public static string Usage(ModerationVerb verb) => "/" + WordOf(verb) + verb switch
    {
        ModerationVerb.Bans => "",
        ModerationVerb.Say => " TEXT",
        ModerationVerb.Ban or ModerationVerb.Mute => " NAME [10m|2h|1d]",
        _ => " NAME",
    };

    /// <summary>The command in a message, if it is for the room and not for everyone.</summary>
    /// <param name="content">UTF-8 <c>name: text</c>.</param>
    internal static string? FindIn(ReadOnlySpan<byte> content)
    {
        int colon = content.IndexOf(": "u8);
        ReadOnlySpan<byte> text = (colon < 0 ? content : content[(colon + 2)..]).TrimStart(" \t"u8);
        return text.StartsWith((byte)'/') && Encoding.UTF8.GetString(text) is var command && IsMeant(command) ? command : null;
    }

    private static bool TryVerb(string text, out ModerationVerb verb, out ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = 0;
        while (end < trimmed.Length && !char.IsWhiteSpace(trimmed[end]))
            end++;
        rest = trimmed[end..].TrimStart();
        return Verbs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(trimmed[..end], out verb);
    }

    /// <summary>Reads whom and for how long; answers what is wrong, or null.</summary>
    private static string? ReadTarget(ModerationVerb verb, ReadOnlySpan<char> rest, out string target, out TimeSpan? length)
    {
        target = "";
        length = null;
        bool takesLength = verb is ModerationVerb.Ban or ModerationVerb.Mute;
        ReadOnlySpan<char> name, last;
        if (rest.StartsWith('"'))
        {
            if (!WrittenName.TryReadQuoted(rest, out string? quoted, out last))
                return $"A quote is not closed: {Usage(verb)}";
            name = quoted;
            last = last.Trim();
            if (!last.IsEmpty && !(takesLength && SanctionLength.TryRead(last, out _)))
                return $"Something stands behind the name in quotes that is no length of time: {Usage(verb)}";
        }
        else
        {
            int space = takesLength ? LastSpace(rest) : -1;
            bool isLength = space > 0 && SanctionLength.TryRead(rest[(space + 1)..], out _);
            name = isLength ? rest[..space].TrimEnd() : rest;
            last = isLength ? rest[(space + 1)..] : default;
        }

        if (name.IsEmpty)
            return $"A display name or a client id is missing: {Usage(verb)}";
        if (!last.IsEmpty && SanctionLength.TryRead(last, out length) && length is null)
            return $"A length of time is {SanctionLength.Bounds}. If the last word is part of the name, put the name in quotes.";
        target = name.ToString();
        return null;
    }

    private static int LastSpace(ReadOnlySpan<char> text)
    {
        int at = text.Length - 1;
        while (at >= 0 && !char.IsWhiteSpace(text[at]))
            at--;
        return at;
    }

    private static string WordOf(ModerationVerb verb) => verb.ToString().ToLowerInvariant();
}
