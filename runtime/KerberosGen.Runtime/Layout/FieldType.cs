using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>What stands in a field, and how it is written.</summary>
public sealed class FieldType
{
    /// <summary>What it holds.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>The declared type's name, such as <c>PrincipalId</c> or <c>uint</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes on the wire; null if the value decides.</summary>
    public int? Size { get; init; }

    /// <summary>For integers: which byte comes first.</summary>
    public ByteOrder ByteOrder { get; init; }

    /// <summary>True if the value is never printed.</summary>
    public bool IsSecret { get; init; }

    /// <summary>For bytes: how they are shown.</summary>
    public BytesDisplay Display { get; init; }

    /// <summary>For fixed text: true if a NUL must stand behind it.</summary>
    public bool Terminated { get; init; }

    /// <summary>For text: how it stands in its bytes.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>For an integer: true if it is LEB128, and <see cref="Bits"/> the most it can hold.</summary>
    public bool IsLeb128 { get; init; }

    /// <summary>For a bit field or an LEB128 integer: its bits; otherwise 0.</summary>
    public int Bits { get; init; }

    /// <summary>For a time: what it counts. It is signed in eight bytes, unsigned in four.</summary>
    public UnixTimeUnit TimeUnit { get; init; }

    /// <summary>For an array: its entries.</summary>
    public int Count { get; init; }

    /// <summary>For a packet or a union: its table.</summary>
    public PacketLayout? Packet { get; init; }

    /// <summary>For a list, a sequence or an array: the entry's type.</summary>
    public FieldType? Entry { get; init; }

    /// <summary>For an enum: the names of its values.</summary>
    public ImmutableArray<EnumMember> Members { get; init; } = [];

    /// <summary>For an enum: true if a value is a sum of members.</summary>
    public bool IsFlags { get; init; }

    /// <summary>For an enum: true if only named values are valid. Otherwise others are kept.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The name of an enum's value, or null.</summary>
    public string? NameOf(long value)
    {
        foreach (EnumMember member in Members)
        {
            if (member.Value == value)
                return member.Name;
        }

        return null;
    }
}
