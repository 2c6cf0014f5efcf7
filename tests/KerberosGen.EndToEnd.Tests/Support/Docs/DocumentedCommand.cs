namespace KerberosGen.EndToEnd.Tests;

/// <summary>A command of a page, and what the page says that it prints.</summary>
/// <param name="Text">The command, of several lines if each but the last ends in a backslash; <c>^C</c> for the key that stops what a terminal runs.</param>
/// <param name="Terminal">The terminal that a program gets for itself; null for a command that comes to its end.</param>
/// <param name="IsTyped">True for what is typed into the program that runs there.</param>
/// <param name="Output">The lines below it; <c>...</c> stands for any number of lines, none included.</param>
/// <param name="Line">Where its output begins in the page, from 0.</param>
internal sealed record DocumentedCommand(string Text, string? Terminal, bool IsTyped, IReadOnlyList<string> Output, int Line)
{
    /// <summary>Stops what a terminal runs.</summary>
    public const string Stop = "^C";

    /// <summary>Stands for lines that are left out.</summary>
    public const string Elision = "...";

    /// <summary>What the page should say: as it is if that agrees, else what was printed.</summary>
    /// <param name="printed">The lines that the command printed.</param>
    /// <param name="essence">Takes from a line what differs each time.</param>
    public IReadOnlyList<string> Agreed(IReadOnlyList<string> printed, Func<string, string> essence) =>
        Agrees([.. Output.Select(essence)], [.. printed.Select(essence)]) ? Output : printed;

    private static bool Agrees(ReadOnlySpan<string> said, ReadOnlySpan<string> printed)
    {
        while (said is not [] && said[0] != Elision)
        {
            if (printed is [] || printed[0] != said[0])
                return false;
            said = said[1..];
            printed = printed[1..];
        }

        if (said is [])
            return printed is [];
        for (int skipped = 0; skipped <= printed.Length; skipped++)
        {
            if (Agrees(said[1..], printed[skipped..]))
                return true;
        }

        return false;
    }
}
