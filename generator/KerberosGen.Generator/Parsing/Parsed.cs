using System;
using System.Collections.Immutable;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>
/// What came of one declaration: a spec, or the reasons why there is none. Specs go on to emission and are cached;
/// diagnostics keep real locations and go another way.
/// </summary>
internal readonly struct Parsed<TSpec>(string name, TSpec? spec, ImmutableArray<Diagnostic> diagnostics, Location? location)
    where TSpec : class, IEquatable<TSpec>
{
    /// <summary>The type's full name, as a <see cref="FieldSpec"/> would quote it.</summary>
    public string Name { get; } = name;

    public TSpec? Spec { get; } = spec;

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = diagnostics;

    /// <summary>Where the type's name stands, for mistakes that show only among several declarations.</summary>
    public Location? Location { get; } = location;

    /// <summary>A mistake that every declaration of the namespace runs into: it is reported once for all of them.</summary>
    public Diagnostic? Shared { get; init; }

    /// <summary>True for a packet that declares no fields: <c>packets.spec</c> may have them.</summary>
    public bool IsOpen { get; init; }

    /// <summary>For a refused packet that can have members all the same: enough to give it those.</summary>
    public StubSpec? Stub { get; init; }

    /// <summary>True for the default value: another attribute of the same type stands for it.</summary>
    public bool IsIgnored => Name is null;
}
