namespace KerberosGen.Cli.Completions;

/// <summary>A program whose words a shell completes.</summary>
/// <param name="Names">What it is called; the first names the shell's functions too.</param>
/// <param name="Words">What is completed, for the script's first line.</param>
public sealed record CompletedProgram(IReadOnlyList<string> Names, string Words)
{
    /// <summary>
    /// True if words may hold any sign, such as names that others chose: bash, which inserts a word as it is, is then given them
    /// quoted, and the program is to understand quotes in the line and to answer <c>--option=word</c> where that is begun.
    /// </summary>
    public bool HasFreeWords { get; init; }
}
