using System;
using System.Linq;

namespace KerberosGen.Generator.Specs;

/// <summary>
/// The packets of one namespace, from which its catalogue and its handlers are emitted. It holds no sizes: they are
/// constants of the packets, so that an edit within a packet leaves this file as it is.
/// </summary>
internal sealed record CatalogSpec(string Namespace, EquatableArray<CatalogEntry> Entries)
{
    public string HintName => HintNameOf(Namespace);

    public static string HintNameOf(string @namespace) =>
        (@namespace.Length == 0 ? "" : @namespace.Replace("@", "") + ".") + "PacketCatalog.g.cs";
}

/// <summary>One packet of a catalogue.</summary>
internal sealed record CatalogEntry(TypeName Type, PacketKind Kind, string? Direction, int? Code, string? WireLayout, bool IsFixed)
    : IComparable<CatalogEntry>
{
    /// <summary>For a header: the field that says which payload follows.</summary>
    public string? CodeField { get; init; }

    public static CatalogEntry Of(PacketSpec packet) =>
        new(packet.Type, packet.Kind, packet.Direction, packet.Code, packet.WireLayout, packet.Size is not null)
        {
            CodeField = packet.Fields.FirstOrDefault(f => f.Role == "Code")?.Name,
        };

    /// <summary>Headers first, requests before responses, then messages by code, then structures by name.</summary>
    public int CompareTo(CatalogEntry? other)
    {
        if (other is null)
            return 1;
        int order = Rank(Kind).CompareTo(Rank(other.Kind));
        if (order == 0)
            order = string.CompareOrdinal(Direction, other.Direction);
        if (order == 0)
            order = Nullable.Compare(Code, other.Code);
        if (order == 0)
            order = string.CompareOrdinal(WireLayout, other.WireLayout);
        return order != 0 ? order : string.CompareOrdinal(Type.Name, other.Type.Name);

        static int Rank(PacketKind kind) => kind switch { PacketKind.Header => 0, PacketKind.Message => 1, PacketKind.Structure => 2, _ => 3 };
    }
}
