using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>
/// A declaration for the parser. Two are equal if the parser would find the same in both. Of two equal ones the driver keeps
/// the older, so that node and compilation are held weakly: whatever is to be parsed has just been found, and both are there.
/// </summary>
internal sealed class RootDeclaration(TypeDeclarationSyntax node, WeakReference<Compilation> compilation, ulong fingerprint, Settings settings)
    : IEquatable<RootDeclaration>
{
    private readonly WeakReference<TypeDeclarationSyntax> _node = new(node);
    private readonly ulong _fingerprint = fingerprint;
    private readonly Settings _settings = settings;

    public TypeDeclarationSyntax Node => Target(_node);

    public Compilation Compilation => Target(compilation);

    public bool Equals(RootDeclaration? other) =>
        other is not null && _fingerprint == other._fingerprint && _settings.Equals(other._settings);

    public override bool Equals(object? obj) => Equals(obj as RootDeclaration);

    public override int GetHashCode() => _fingerprint.GetHashCode();

    private static T Target<T>(WeakReference<T> held)
        where T : class =>
        held.TryGetTarget(out T? target) ? target : throw new InvalidOperationException("A declaration is parsed only in the run that found it.");
}
