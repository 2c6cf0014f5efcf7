using System.Collections.Immutable;
using System.Linq;

namespace KerberosGen.Generator.Specs;

/// <summary>A packet: everything its file is emitted from. Holds no symbol, syntax or compilation.</summary>
internal sealed record PacketSpec(
    TypeName Type,
    string Summary,
    PacketKind Kind,
    string? Direction,
    int? Code,
    string? WireLayout,
    bool IsRefStruct,
    int MinSize,
    int? Size,
    EquatableArray<FieldSpec> Fields)
{
    /// <summary>True if the declaration says itself how the struct lies in memory.</summary>
    public bool HasOwnLayout { get; init; }

    /// <summary>
    /// True if no field of the packet's own stands in memory in another order than on the wire; those of nested packets,
    /// and the machine's byte order, have to agree too.
    /// </summary>
    public bool CanBeImage =>
        !IsRefStruct && !HasOwnLayout && Fields.Count > 0 && !Fields.Any(f => f is { IsBigEndian: true, HasByteOrder: true });

    /// <summary>Full names of the types whose generated members this packet's use.</summary>
    public EquatableArray<string> Needs => new(Fields
        .SelectMany(f => new[] { f.TypeFullName, f.EntryFullName, f.Encryption?.PlaintextFullName ?? "" })
        .Where(name => name.Length > 0)
        .Distinct()
        .ToImmutableArray());
}

/// <summary>Where a packet stands. The names are those of the runtime's enum.</summary>
internal enum PacketKind
{
    Structure,
    Header,
    Message,
}
