using System.Collections.Immutable;
using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Filtering;

/// <summary>Leads from a packet to values of it.</summary>
/// <param name="text">As it is typed.</param>
/// <param name="types">What it may lead to.</param>
internal abstract class FilterPath(string text, ImmutableArray<FilterType> types)
{
    public ImmutableArray<FilterType> Types { get; } = types;

    /// <summary>True if all that it may lead to is secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>True if a packet may have several values of it.</summary>
    public bool IsMany { get; init; }

    /// <summary>True if packets must be taken apart for it.</summary>
    public abstract bool NeedsFields { get; }

    /// <summary>Adds the values of a packet: none if it has no such field, several behind a <c>[*]</c>.</summary>
    public abstract void Collect(DecodedPacket packet, List<FilterValue> into);

    /// <inheritdoc/>
    public override string ToString() => text;
}
