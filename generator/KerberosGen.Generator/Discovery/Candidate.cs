using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>A type with attributes, by its syntax alone: whether one of them is of the language is yet to be seen.</summary>
/// <param name="Node">The part of the type that has the attributes.</param>
/// <param name="Surface">What stands in it.</param>
/// <param name="Attributes">The attributes' simple names.</param>
internal sealed record Candidate(TypeDeclarationSyntax Node, Surface Surface, EquatableArray<ulong> Attributes);
