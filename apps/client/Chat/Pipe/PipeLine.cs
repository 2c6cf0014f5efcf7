namespace KerberosGen.Client;

/// <summary>A line of standard input.</summary>
/// <param name="Number">Which one, from 1; empty lines count.</param>
/// <param name="Text">What it says; if it cannot be sent, as much of it as can be shown.</param>
/// <param name="Problem">Why it cannot be sent, as the end of a sentence without its full stop; null if it can.</param>
internal sealed record PipeLine(long Number, string Text, string? Problem = null);
