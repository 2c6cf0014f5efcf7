using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>A line that was typed, understood.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Text">What is to be sent; or why it cannot be done, safe to show; or nothing.</param>
internal sealed record TypedLine(TypedKind Kind, string Text = "")
{
    /// <summary>Stands in front of what somebody does. It is sent as it is typed, so that a program which does not know it shows it readable.</summary>
    public const string Action = "/me ";

    private const string Escape = "//";

    /// <summary>Understands a line.</summary>
    /// <param name="line">What was typed. Two slashes in front say a text that begins with one.</param>
    /// <param name="ownName">The name that is put in front of a message.</param>
    public static TypedLine Parse(string line, string ownName)
    {
        string typed = SendableText.Of(line).Trim();
        if (typed.Length == 0)
            return new TypedLine(TypedKind.Nothing);
        TypedLine understood = typed[0] == '/' ? ParseCommand(typed) : new TypedLine(TypedKind.Message, typed);
        return understood.Kind is TypedKind.Message or TypedKind.Moderation && SendableText.Excess(understood.Text, ownName) is > 0 and int excess
            ? new TypedLine(TypedKind.Refused, FormattableString.Invariant($"The message is {excess} bytes too long: with the name in front of it, at most {ClientSession.MaxMessageSize} can be sent."))
            : understood;
    }

    private static TypedLine ParseCommand(string typed)
    {
        if (typed.StartsWith(Escape, StringComparison.Ordinal))
            return new TypedLine(TypedKind.Message, SendableText.ToSay(typed[1..]));
        if (ModerationCommand.IsMeant(typed))
            return new TypedLine(TypedKind.Moderation, typed);
        int end = typed.AsSpan().IndexOfAny(' ', '\u3000');
        string word = (end < 0 ? typed : typed[..end]).ToLowerInvariant();
        string rest = end < 0 ? "" : typed[end..].Trim();
        return word switch
        {
            "/me" when rest.Length == 0 => new TypedLine(TypedKind.Refused, "Do what? /me TEXT"),
            "/me" => new TypedLine(TypedKind.Message, Action + rest),
            "/who" or "/help" or "/quit" when rest.Length > 0 => new TypedLine(TypedKind.Refused, $"{word} takes nothing after it. To say it, type {Escape}{word[1..]}."),
            "/who" => new TypedLine(TypedKind.Who),
            "/help" => new TypedLine(TypedKind.Help),
            "/quit" => new TypedLine(TypedKind.Quit),
            _ => new TypedLine(TypedKind.Refused, $"There is no {DisplayText.Escape(word)}: /help lists what there is. To say it, type it with two slashes."),
        };
    }
}
