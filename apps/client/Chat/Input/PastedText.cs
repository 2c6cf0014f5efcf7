namespace KerberosGen.Client;

/// <summary>What was pasted: a line each becomes a message. Nothing of it is a command: one did not type it.</summary>
/// <param name="Lines">The lines that are not empty: several as they are to be sent, one to be put where something is typed.</param>
/// <param name="Problem">Why it cannot be sent, in one sentence; null if it can.</param>
internal sealed record PastedText(IReadOnlyList<string> Lines, string? Problem)
{
    /// <summary>Lines that may be pasted at once; more is hardly meant.</summary>
    public const int MaxLines = 200;

    /// <summary>Characters that may be pasted at once.</summary>
    public const int MaxLength = 1_000_000;

    /// <summary>True if a person should be asked first: there are several lines.</summary>
    public bool IsAsked => Lines.Count > 1;

    /// <summary>Takes what was pasted apart.</summary>
    /// <param name="text">What was pasted; lines end in <c>\n</c>, <c>\r\n</c> or <c>\r</c>.</param>
    /// <param name="ownName">The name that is put in front of a message.</param>
    public static PastedText Of(string text, string ownName)
    {
        if (text.Length > MaxLength)
            return new PastedText([], FormattableString.Invariant($"{text.Length} characters are too many to paste at once: {MaxLength} can be."));
        var lines = new List<string>();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string sendable = SendableText.Of(line.ToString()).TrimEnd();
            if (sendable.Length > 0)
                lines.Add(sendable);
        }

        if (lines.Count > 1)
            lines = lines.ConvertAll(SendableText.ToSay);
        if (lines.Count > MaxLines)
            return new PastedText(lines, FormattableString.Invariant($"{lines.Count} lines are too many to paste at once: {MaxLines} can be."));
        int tooLong = lines.FindIndex(line => SendableText.Excess(line, ownName) > 0);
        return new PastedText(lines, tooLong < 0 ? null : FormattableString.Invariant($"Line {tooLong + 1} of what was pasted is longer than a message can be."));
    }
}
