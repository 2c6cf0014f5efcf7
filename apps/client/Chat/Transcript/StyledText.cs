namespace KerberosGen.Client;

/// <summary>A piece of a row.</summary>
/// <param name="Text">What is shown; it cannot drive a terminal.</param>
/// <param name="Style">What it is.</param>
/// <param name="NameColour">An index into <see cref="NameColours"/>; only of a name.</param>
internal readonly record struct StyledText(string Text, RowStyle Style, int NameColour = 0);
