using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>What a field's value must be.</summary>
public sealed class ConditionLayout
{
    /// <summary>The field's name on paper.</summary>
    public required string Field { get; init; }

    /// <summary>The values of which it has one; empty if <see cref="Mask"/> decides. A <c>ulong</c> is carried bit by bit.</summary>
    public ImmutableArray<long> Values { get; init; } = [];

    /// <summary>The bits of which it has one set; 0 if <see cref="Values"/> decide.</summary>
    public long Mask { get; init; }

    /// <summary>True if the condition holds.</summary>
    /// <param name="value">The field's value; a <c>ulong</c> bit by bit, a bool as 0 or 1.</param>
    public bool Holds(long value) => Mask != 0 ? (value & Mask) != 0 : Values.Contains(value);
}
