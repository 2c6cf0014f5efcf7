using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Discovery;

/// <summary>What one file shows to the others.</summary>
/// <param name="Types">Its types.</param>
/// <param name="Namespaces">The names of its namespaces, part by part.</param>
/// <param name="Aliases">Other names that it gives to types.</param>
/// <param name="GlobalUsings">The text of its global usings.</param>
/// <param name="GlobalWords">The names in them.</param>
internal sealed record FileSurface(
    EquatableArray<Surface> Types,
    EquatableArray<ulong> Namespaces,
    EquatableArray<ulong> Aliases,
    ulong GlobalUsings,
    EquatableArray<ulong> GlobalWords);
