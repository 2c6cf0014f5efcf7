namespace KerberosGen.Inspector;

/// <summary>A rule that a role checks.</summary>
/// <param name="Words">What it means that it is broken: the log's sentence, without the values in it.</param>
/// <param name="Covers">True for a sentence of the log that says it with its values.</param>
internal sealed record RefusalRule(string Words, Func<string, bool> Covers)
{
    /// <summary>A rule whose sentence is always the same.</summary>
    public RefusalRule(string words)
        : this(words, sentence => sentence == words)
    {
    }
}
