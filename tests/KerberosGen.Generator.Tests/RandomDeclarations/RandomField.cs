using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomDeclarations;

/// <summary>What a random field holds.</summary>
internal enum RandomKind
{
    Integer,
    Enum,
    Bytes,
    Text,
    Packet,
    Span,
    List,
}

/// <summary>A type that a random field can have.</summary>
/// <param name="Spelling">How the declaration writes it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes on the wire; for a list, of one entry; 0 for a span.</param>
/// <param name="IsSigned">For integers and enums.</param>
internal sealed record RandomType(string Spelling, RandomKind Kind, int Size, bool IsSigned = false);

/// <summary>One field of a random packet, as the test understands it: the generator has no part in this.</summary>
internal sealed record RandomField(string Name, RandomType Type)
{
    public ImmutableArray<string> Attributes { get; init; } = [];

    public bool IsBigEndian { get; init; }

    /// <summary>For a length or count: the field it measures.</summary>
    public string? Measures { get; init; }

    /// <summary>For a part of variable size: the field that measures it; null if it goes on to the end.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>For an encrypted field: the plaintext's type, or null if it is bytes of any size.</summary>
    public string? Plaintext { get; init; }

    /// <summary>For an encrypted field: the field that holds the IV.</summary>
    public string? Iv { get; init; }

    public string Role { get; init; } = "";

    public bool IsVariable => Type.Kind is RandomKind.Span or RandomKind.List;

    public override string ToString() => string.Concat(Attributes.Select(a => $"[{a}] ")) + $"public {Type.Spelling} {Name};";
}
