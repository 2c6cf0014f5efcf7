using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>
/// A packet's table: every field's name, type, offset, size or rule, key role and use. Written by the generator from the
/// declaration, so it cannot disagree with the generated code; the inspector, the written spec and the dissectors are
/// made from it.
/// </summary>
public sealed class PacketLayout
{
    private ImmutableArray<Leaf> _leaves;

    /// <summary>The declared type's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: the declaration's summary, one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public required PacketKind Kind { get; init; }

    /// <summary>For a header or a message: which way it travels.</summary>
    public PacketDirection? Direction { get; init; }

    /// <summary>For a message: the code in its header.</summary>
    public ushort? Code { get; init; }

    /// <summary>The wire layout it belongs to, where one packet exists in several; null if it is the same in all.</summary>
    public string? WireLayout { get; init; }

    /// <summary>Bytes it takes at the least.</summary>
    public required int MinSize { get; init; }

    /// <summary>Bytes it always takes; null if its content decides.</summary>
    public int? Size { get; init; }

    /// <summary>The multiple to which zero bytes at the end bring its size; 0 if it is not aligned.</summary>
    public int Align { get; init; }

    /// <summary>True if the zero bytes at its end may hold anything when it is read.</summary>
    public bool IsPaddingIgnored { get; init; }

    /// <summary>True if the declaration has rules of its own that no table shows.</summary>
    public bool HasValidation { get; init; }

    /// <summary>Its rows, in wire order; of a union, its cases.</summary>
    public required ImmutableArray<FieldLayout> Fields { get; init; }

    /// <summary>
    /// The fields that are not packets themselves, with those of contained packets in their place: what
    /// <see cref="Codec.UnpackResult.Field"/> counts.
    /// </summary>
    public ImmutableArray<Leaf> Leaves
    {
        get
        {
            if (_leaves.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _leaves, FindLeaves());
            return _leaves;
        }
    }

    /// <summary>The row with this name, or null.</summary>
    public FieldLayout? Find(string name)
    {
        foreach (FieldLayout field in Fields)
        {
            if (field.Name == name)
                return field;
        }

        return null;
    }

    /// <summary>The path of a leaf, such as <c>ticket.client_id</c>; for an unknown index, the packet's end.</summary>
    public string PathOf(int leaf) => (uint)leaf < (uint)Leaves.Length ? Leaves[leaf].Path : "(end)";

    /// <inheritdoc/>
    public override string ToString() => Code is { } code ? $"{Name}({code})" : Name;

    private ImmutableArray<Leaf> FindLeaves()
    {
        ImmutableArray<Leaf>.Builder leaves = ImmutableArray.CreateBuilder<Leaf>();
        foreach (FieldLayout field in Fields)
        {
            if (field.Type is not { Kind: FieldKind.Packet, Packet: { } nested })
            {
                leaves.Add(new Leaf(field.Name, field.Offset, field));
                continue;
            }

            foreach (Leaf leaf in nested.Leaves)
                leaves.Add(new Leaf($"{field.Name}.{leaf.Path}", field.Offset + leaf.Offset, leaf.Field));
        }

        return leaves.ToImmutable();
    }

    /// <summary>A field that is not a packet itself.</summary>
    /// <param name="Path">Names from the outermost packet inwards, with dots between them.</param>
    /// <param name="Offset">Bytes from the outermost packet's start; null behind a part of variable size.</param>
    /// <param name="Field">The row in its own packet's table.</param>
    public sealed record Leaf(string Path, int? Offset, FieldLayout Field);
}
