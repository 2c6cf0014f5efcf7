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
    public static bool IsCircleOf(INamedTypeSymbol owner, ITypeSymbol field)
    {
        HashSet<INamedTypeSymbol> within = Within(Content(field) ?? owner);
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
                if (!field.IsStatic && Content(field.Type) is { } next && found.Add(next))
                    open.Enqueue(next);
            }
        }

        return found;
    }

    /// <summary>The declared type that a field holds, lists or repeats, or null.</summary>
    private static INamedTypeSymbol? Content(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
            return null;
        if (KnownAttributes.FindRoot(named) is not null)
            return named;
        if (named is { TypeArguments.Length: 1 } && named.TypeArguments[0] is INamedTypeSymbol entry && KnownAttributes.FindRoot(entry) is not null)
            return entry;
        return named.TypeKind == TypeKind.Struct && named.GetAttributes().Any(a => a.AttributeClass?.Name == "InlineArrayAttribute")
            && named.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => !f.IsStatic) is { Type: INamedTypeSymbol element }
            && KnownAttributes.FindRoot(element) is not null
            ? element
            : null;
    }
}
