using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// What came of one declaration: a spec, or the reasons why there is none. Specs go on to emission and are cached;
/// diagnostics keep real locations and go another way.
/// </summary>
internal readonly struct Parsed<TSpec>(TSpec? spec, ImmutableArray<Diagnostic> diagnostics, Location? location)
    where TSpec : class, IEquatable<TSpec>
{
    public TSpec? Spec { get; } = spec;

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;

    /// <summary>Where the type's name stands, for mistakes that show only among several declarations.</summary>
    public Location? Location { get; } = location;
}
