using System;
using System.Collections.Immutable;
using System.Linq;

namespace KerberosGen.WireTables;

/// <summary>A protocol on paper: what <c>packets.spec</c> says.</summary>
/// <param name="Name">The namespace of the declarations.</param>
/// <param name="Tables">Its packets: headers, requests, responses, structures, unions.</param>
/// <param name="Types">What stands in the rows' named types, by name.</param>
internal sealed record WireDocument(string Name, ImmutableArray<WireTable> Tables, ImmutableArray<WireType> Types)
{
    /// <summary>The header in front of a message, or null.</summary>
    public WireTable? HeaderOf(WireTable message) => message.Kind is WireKind.Request or WireKind.Response
        ? Tables.FirstOrDefault(t => t.Kind == WireKind.Header && t.Announces == message.Kind)
        : null;

    public bool Equals(WireDocument? other) =>
        other is not null && Name == other.Name && Tables.SequenceEqual(other.Tables) && Types.SequenceEqual(other.Types);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name) ^ Tables.Length;
}
