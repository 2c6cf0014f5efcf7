using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

/// <summary>What a random declaration knows of a type that stands before it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What it is.</param>
internal sealed record KnownType(string Name, KnownShape Shape)
{
    /// <summary>True if it always takes the same number of bytes, and at least one.</summary>
    public bool IsFixed { get; init; }

    /// <summary>True if it holds a view of a buffer.</summary>
    public bool IsView { get; init; }

    /// <summary>True if it goes on to the end unless something measures it.</summary>
    public bool IsGreedy { get; init; }

    /// <summary>For a domain type: its bytes. Of a packet, about how many.</summary>
    public int Size { get; init; }

    /// <summary>For an enum: its integer.</summary>
    public string Integer { get; init; } = "";

    /// <summary>For a domain type: true if it is text.</summary>
    public bool IsText { get; init; }

    /// <summary>For a packet: fields by which a sequence can end.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];
}

internal enum KnownShape
{
    Domain,
    Enum,
    Array,
    Packet,
    Union,
}

/// <summary>A field that can decide something.</summary>
/// <param name="Name">The field.</param>
/// <param name="Bits">Its bits on the wire.</param>
/// <param name="IsBoolean">True if it is a bool.</param>
/// <param name="IsFree">True if it may have every value of its bits.</param>
internal sealed record Control(string Name, int Bits, bool IsBoolean, bool IsFree);
