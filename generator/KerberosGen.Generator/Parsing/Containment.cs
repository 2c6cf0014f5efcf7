using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Which declared packets stand within which, to tell a circle from what merely leads to one.</summary>
internal static class Containment
{
    /// <summary>
    /// True if a field of this type closes a circle through its owner and the owner is the one of the circle that is told:
    /// the first by name, so that one circle is one mistake.
    /// </summary>
    public static bool IsCircleOf(INamedTypeSymbol owner, INamedTypeSymbol field)
    {
        HashSet<INamedTypeSymbol> within = Within(field);
        return within.Contains(owner)
            && within.All(other => string.CompareOrdinal(DeclaredType.FullNameOf(owner), DeclaredType.FullNameOf(other)) <= 0 || !Within(other).Contains(owner));
    }

    private static HashSet<INamedTypeSymbol> Within(INamedTypeSymbol type)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default) { type };
        var open = new Queue<INamedTypeSymbol>(found);
        while (open.Count > 0)
        {
            foreach (IFieldSymbol field in open.Dequeue().GetMembers().OfType<IFieldSymbol>())
            {
                if (!field.IsStatic && field.Type is INamedTypeSymbol next && KnownAttributes.FindRoot(next) is not null && found.Add(next))
                    open.Enqueue(next);
            }
        }

        return found;
    }
}
