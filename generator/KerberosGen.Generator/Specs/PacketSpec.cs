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

    /// <summary>The multiple to which zero bytes at the end bring the packet's size; 0 if it is not aligned.</summary>
    public int Align { get; init; }

    public bool IsPaddingIgnored { get; init; }

    /// <summary>For an aligned packet of fixed size: the zero bytes at its end.</summary>
    public int EndPadding { get; init; }

    /// <summary>True if the declaration has a <c>Validate</c> of its own.</summary>
    public bool HasValidate { get; init; }

    /// <summary>True if some bytes of the packet's size are not valid.</summary>
    public bool IsChecked => HasValidate || Fields.Any(f => f.IsChecked) || (Align > 0 && !IsPaddingIgnored);

    /// <summary>The integer that says how long the packet is, or null.</summary>
    public FieldSpec? PacketLength => Fields.FirstOrDefault(f => f.Role == "PacketLength");

    /// <summary>
    /// True if no field of the packet's own stands in memory in another order than on the wire; those of nested packets,
    /// and the machine's byte order, have to agree too.
    /// </summary>
    public bool CanBeImage =>
        !IsRefStruct && !HasOwnLayout && !HasValidate && Size is not null && Fields.Count > 0 && EndPadding == 0 && Fields.All(StandsInMemoryAsOnTheWire);

    private static bool StandsInMemoryAsOnTheWire(FieldSpec field) => field.Padding == 0
        && field.Bits is null
        && !field.IsDerived
        && field.Range is null && field.OneOf.Count == 0 && !field.IsClosed
        && !(field.IsBigEndian && field.HasByteOrder)
        && field.Shape switch
        {
            FieldShape.Integer or FieldShape.Enum or FieldShape.Float => field.Size == field.NaturalSize,
            FieldShape.Domain or FieldShape.Packet or FieldShape.Guid => true,
            _ => false,
        };

    /// <summary>Full names of the types whose generated members this packet's use.</summary>
    public EquatableArray<string> Needs => new(Fields
        .SelectMany(f => new[] { f.TypeFullName, f.EntryFullName, f.Entry?.TypeFullName ?? "", f.Encryption?.PlaintextFullName ?? "" })
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
    Union,
}
