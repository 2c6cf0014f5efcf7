using System;
using System.Collections.Immutable;
using System.Linq;

namespace KerberosGen.WireTables;

/// <summary>A packet on paper.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="Name">The declared type's name.</param>
/// <param name="MinSize">Bytes it takes at the least.</param>
/// <param name="Size">Bytes it always takes; null if its content decides.</param>
/// <param name="Summary">What it is for: one line.</param>
/// <param name="Rows">Its fields in wire order; of a union, its cases.</param>
internal sealed record WireTable(WireKind Kind, string Name, int MinSize, int? Size, string Summary, ImmutableArray<WireRow> Rows)
{
    /// <summary>For a message: the code in its header.</summary>
    public int? Code { get; init; }

    /// <summary>For a header: the messages that it stands in front of.</summary>
    public WireKind? Announces { get; init; }

    /// <summary>The wire layout it belongs to, where one packet exists in several.</summary>
    public string? WireLayout { get; init; }

    /// <summary>The multiple to which zero bytes at the end bring its size; 0 if it is not aligned.</summary>
    public int Align { get; init; }

    /// <summary>True if those zero bytes may hold anything when it is read.</summary>
    public bool IsPaddingIgnored { get; init; }

    /// <summary>True if the declaration has rules of its own that no table shows.</summary>
    public bool HasOwnRules { get; init; }

    /// <summary>The line of its title in the file, from 1; 0 if it was not read from one.</summary>
    public int Line { get; init; }

    public bool IsMessage => Kind is WireKind.Request or WireKind.Response;

    public WireRow? Find(string name) => Rows.FirstOrDefault(r => r.Name == name);

    public bool Equals(WireTable? other) => other is not null
        && Kind == other.Kind && Name == other.Name && MinSize == other.MinSize && Size == other.Size && Summary == other.Summary
        && Code == other.Code && Announces == other.Announces && WireLayout == other.WireLayout && Align == other.Align
        && IsPaddingIgnored == other.IsPaddingIgnored && HasOwnRules == other.HasOwnRules && Line == other.Line
        && Rows.SequenceEqual(other.Rows);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name) ^ (Line * 397) ^ Rows.Length;
}
