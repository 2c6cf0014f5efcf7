using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Discovery;

/// <summary>What besides source text decides what a declaration means.</summary>
internal sealed class Settings(Compilation compilation, ParseOptions parseOptions) : IEquatable<Settings>
{
    private readonly string? _assemblyName = compilation.AssemblyName;
    private readonly CompilationOptions _options = compilation.Options;
    private readonly MetadataReference[] _references = compilation.References.ToArray();
    private readonly ParseOptions _parseOptions = parseOptions;

    public bool Equals(Settings? other) =>
        other is not null
        && _assemblyName == other._assemblyName
        && _options.Equals(other._options)
        && _parseOptions.Equals(other._parseOptions)
        && _references.SequenceEqual(other._references);

    public override bool Equals(object? obj) => Equals(obj as Settings);

    public override int GetHashCode() => _references.Length;
}
