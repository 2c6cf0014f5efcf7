namespace KerberosGen.Inspection.Tests.Words;

/// <summary>Random values of every packet of the words, packed.</summary>
internal static class WordSamples
{
    public static IReadOnlyList<Func<Random, WordSample>> All { get; } = [.. NumberSamples.All, .. SpaceSamples.All, .. RuleSamples.All];
}
