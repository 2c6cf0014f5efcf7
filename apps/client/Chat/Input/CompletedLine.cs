namespace KerberosGen.Client;

/// <summary>A line after Tab.</summary>
/// <param name="Text">The whole line.</param>
/// <param name="Cursor">Where the cursor stands in it, in characters of UTF-16.</param>
/// <param name="Choices">What it could be, if it is not decided yet; safe to show.</param>
internal sealed record CompletedLine(string Text, int Cursor, IReadOnlyList<string> Choices);
