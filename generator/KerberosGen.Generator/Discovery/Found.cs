using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerberosGen.Generator.Discovery;

/// <summary>Every declaration of a compilation: where it stands, and what came of it.</summary>
/// <param name="Nodes">The declarations.</param>
/// <param name="Outcomes">In the same order, what came of each.</param>
internal readonly record struct Found(ImmutableArray<TypeDeclarationSyntax> Nodes, ImmutableArray<Outcome> Outcomes)
{
    /// <summary>The declaration of the type with this name; null if there is none.</summary>
    public TypeDeclarationSyntax? NodeOf(string name)
    {
        // The compiler's spelling of a name and the emitted one escape different keywords.
        name = name.Replace("@", "");
        for (int i = 0; i < Outcomes.Length; i++)
        {
            if (Outcomes[i].Name?.Replace("@", "") == name)
                return Nodes[i];
        }

        return null;
    }
}
