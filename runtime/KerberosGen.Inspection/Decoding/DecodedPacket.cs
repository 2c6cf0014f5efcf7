using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>A packet taken apart: its header, its fields, and what is wrong with it.</summary>
public sealed class DecodedPacket
{
    /// <summary>The header's table; null for a structure without one, and for garbage.</summary>
    public PacketLayout? HeaderLayout { get; init; }

    /// <summary>The payload's table; null if the code is unknown.</summary>
    public PacketLayout? Layout { get; init; }

    /// <summary>Which way it travels; null for a structure.</summary>
    public PacketDirection? Direction { get; init; }

    /// <summary>How far it could be decoded.</summary>
    public required DecodeStatus Status { get; init; }

    /// <summary>The header's code, if that much of it is there.</summary>
    public ushort? Code { get; init; }

    /// <summary>Its place among the packets of the input, from 1.</summary>
    public int Number { get; internal set; } = 1;

    /// <summary>Bytes from the beginning of its stream, or of the input, to its first byte.</summary>
    public required long Offset { get; init; }

    /// <summary>All of its bytes that are there, the header first.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Bytes that the header announces, itself included; null without a whole header.</summary>
    public long? AnnouncedLength { get; init; }

    /// <summary>The header's fields.</summary>
    public required IReadOnlyList<DecodedField> Header { get; init; }

    /// <summary>The payload's fields, in wire order, as far as bytes are there; the last one may be cut.</summary>
    public required IReadOnlyList<DecodedField> Fields { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What is wrong with its ciphertexts, once keys were tried.</summary>
    public IReadOnlyList<Finding> DecryptionFindings { get; internal set; } = [];

    /// <summary>When and between whom, for a packet of a capture.</summary>
    public PacketOrigin? Origin { get; internal set; }

    /// <summary>Bytes that are there.</summary>
    public int Length => Bytes.Length;

    /// <summary>The packet's name, or what there is instead.</summary>
    public string Name => Layout?.Name ?? (Status == DecodeStatus.Garbage ? "garbage" : "unknown");

    /// <summary>The wire layout its size belongs to, where it exists in several.</summary>
    public string? WireLayout => Layout?.WireLayout;

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<Finding> AllFindings => Findings.Concat(DecryptionFindings);

    /// <summary>
    /// The initialisation vector that says least for the packet, of those whose keys were found: a forged one first, then one that
    /// proves nothing; null if there is none.
    /// </summary>
    public DecodedField? LeastProved
    {
        get
        {
            DecodedField? least = null;
            foreach (DecodedField leaf in Leaves())
            {
                if (leaf.Authenticity is { } found && (least is null || found.Status > least.Authenticity!.Status))
                    least = leaf;
            }

            return least;
        }
    }

    /// <summary>True if anything is wrong that is worse than odd.</summary>
    public bool HasErrors => AllFindings.Any(f => f.Severity == Severity.Error);

    /// <summary>The payload's field with this name, or null.</summary>
    public DecodedField? this[string name] => Find(Fields, name);

    /// <summary>Every field that holds no others, the header's first, in wire order.</summary>
    public IEnumerable<DecodedField> Leaves() => Header.Concat(Fields).SelectMany(LeavesOf);

    /// <inheritdoc/>
    public override string ToString() => Code is { } code ? $"{Name}({code}), {Length} bytes" : $"{Name}, {Length} bytes";

    internal static DecodedField? Find(IReadOnlyList<DecodedField> fields, string name)
    {
        foreach (DecodedField field in fields)
        {
            if (field.Name == name)
                return field;
        }

        return null;
    }

    private static IEnumerable<DecodedField> LeavesOf(DecodedField field) =>
        field.IsLeaf ? [field] : field.Children.SelectMany(LeavesOf);
}
