using System.Collections.Immutable;

namespace KerberosGen.Generator.Discovery;

/// <summary>One file: what it shows to the others, and its candidates with their nodes. Two readings are never equal.</summary>
internal sealed class SourceFile(FileSurface surface, ImmutableArray<Candidate> candidates)
{
    public FileSurface Surface { get; } = surface;

    public ImmutableArray<Candidate> Candidates { get; } = candidates;
}
