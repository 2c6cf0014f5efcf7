using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>The words of the declaring language on one field, asked of the compiler once.</summary>
internal readonly struct FieldAttributes(IFieldSymbol field)
{
    private static readonly List<Word> None = new();

    private readonly List<Word> _words = Read(field);

    public IReadOnlyList<Word> All => _words;

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The word's attribute, or null. Of several, the first.</summary>
    public AttributeData? Find(string name)
    {
        foreach (Word word in _words)
        {
            if (word.Name == name)
                return word.Attribute;
        }

        return null;
    }

    private static List<Word> Read(IFieldSymbol field)
    {
        List<Word>? words = null;
        foreach (AttributeData attribute in field.GetAttributes())
        {
            if (KnownAttributes.NameOf(attribute) is { } name)
                (words ??= new List<Word>()).Add(new Word(name, attribute));
        }

        return words ?? None;
    }
}

/// <summary>One attribute of the declaring language.</summary>
internal readonly record struct Word(string Name, AttributeData Attribute);
