namespace KerberosGen.Inspector.Tests;

/// <summary>A command of a page, and what the page says that it prints.</summary>
/// <param name="Text">The command, of several lines if each but the last ends in a backslash.</param>
/// <param name="Output">The lines below it; <c>...</c> stands for any number of lines, none included.</param>
/// <param name="Line">Where its output begins in the page, from 0.</param>
internal sealed record DocumentedCommand(string Text, IReadOnlyList<string> Output, int Line)
{
    private const string Elision = "...";

    /// <summary>What the page should say: as it is if that agrees, else what was printed, with the part left out that was before.</summary>
    /// <param name="printed">The lines that the command printed.</param>
    public IReadOnlyList<string> Agreed(IReadOnlyList<string> printed)
    {
        if (Agrees([.. Output], [.. printed]))
            return Output;
        int head = Output.TakeWhile(l => l != Elision).Count(), tail = Output.Count - head - 1;
        bool isElidedOnce = Output.Count(l => l == Elision) == 1 && head + tail < printed.Count;
        return isElidedOnce ? [.. printed.Take(head), Elision, .. printed.TakeLast(tail)] : printed;
    }

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
