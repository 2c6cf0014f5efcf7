using System.Reflection;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Tests.Incremental;

/// <summary>Goes through everything a value refers to.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(Compilation), typeof(SemanticModel), typeof(Location), typeof(Diagnostic), typeof(AttributeData)];

    /// <summary>Fails the test if a symbol, syntax or compilation can be reached, and says by which way.</summary>
    public static void AssertHoldsNoSymbols(object root, string name)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(object Value, string Path)>([(root, name)]);
        while (open.TryDequeue(out (object Value, string Path) next))
        {
            (object value, string path) = next;
            Type type = value.GetType();
            Assert.True(!Forbidden.Any(f => f.IsAssignableFrom(type)), $"{path} is a {type.Name}: specs are kept from run to run and would keep the compilation alive.");
            if (type.IsPrimitive || type.IsEnum || value is string || (!type.IsValueType && !seen.Add(value)))
                continue;
            // Other collections are walked by way of the arrays that they hold.
            if (value is Array items)
            {
                int index = 0;
                foreach (object? item in items)
                    Follow(item, $"{path}[{index++}]");
            }

            for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
            {
                foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer)
                        Follow(field.GetValue(value), $"{path}.{field.Name}");
                }
            }
        }

        void Follow(object? value, string path)
        {
            if (value is not null)
                open.Enqueue((value, path));
        }
    }
}
