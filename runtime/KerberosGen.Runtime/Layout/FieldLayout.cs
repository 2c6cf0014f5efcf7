using System.Collections.Immutable;

namespace KerberosGen.Layout;

/// <summary>One row of a packet's table.</summary>
public sealed class FieldLayout
{
    /// <summary>The name on paper and in JSON: <c>client_id</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for: the declaration's summary, one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>
    /// Bytes from the packet's start; null behind a part of variable size. Padding in front of the field is before it; a
    /// prefix is its first part. Of a bit field: where the integer that it shares begins.
    /// </summary>
    public int? Offset { get; init; }

    /// <summary>What stands in it.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What the field is for, beyond its value.</summary>
    public FieldRole Role { get; init; }

    /// <summary>For a length or count: the name on paper of the field it measures; otherwise null.</summary>
    public string? Measures { get; init; }

    /// <summary>For a field of variable size: the field that says its length or count; null if it goes on to the end.</summary>
    public string? MeasuredBy { get; init; }

    /// <summary>For a list or sequence with a <see cref="MeasuredBy"/>: true if that counts entries, false if it counts bytes.</summary>
    public bool MeasuredByCount { get; init; }

    /// <summary>
    /// For a length, count or packet length: what is added to the number of bytes or entries. A length that counts itself adds
    /// its own size here.
    /// </summary>
    public int Adjust { get; init; }

    /// <summary>For a bit field: where its bits are; its type's <see cref="FieldType.Bits"/> says how many. Otherwise null.</summary>
    public BitsLayout? Bits { get; init; }

    /// <summary>For a length or count in front of the field itself; otherwise null.</summary>
    public PrefixLayout? Prefix { get; init; }

    /// <summary>True if the field ends before a NUL, which is not part of its value.</summary>
    public bool IsNulTerminated { get; init; }

    /// <summary>The bytes that always stand there; default if they may vary. For a bit field: the integer's value is in <see cref="OneOf"/>.</summary>
    public ImmutableArray<byte> Constant { get; init; }

    /// <summary>Zero bytes in front of the field, before it is aligned.</summary>
    public int PadBefore { get; init; }

    /// <summary>The multiple to which zero bytes in front of the field bring its offset; 0 if it is not aligned.</summary>
    public int Align { get; init; }

    /// <summary>True if padding in front of the field may hold anything when it is read.</summary>
    public bool IsPaddingIgnored { get; init; }

    /// <summary>What must hold for the field to be there: all of these.</summary>
    public ImmutableArray<ConditionLayout> When { get; init; } = [];

    /// <summary>For a sequence: what ends it behind an entry: one of these, of the entry's own fields.</summary>
    public ImmutableArray<ConditionLayout> Until { get; init; } = [];

    /// <summary>For a union: the earlier field that says which case is there.</summary>
    public string? ChosenBy { get; init; }

    /// <summary>In a union: the values of the choosing field for which this field is there.</summary>
    public ImmutableArray<long> Cases { get; init; } = [];

    /// <summary>In a union: true if it keeps what no case knows.</summary>
    public bool IsOtherwise { get; init; }

    /// <summary>For a checksum: of what; otherwise null.</summary>
    public ChecksumLayout? Checksum { get; init; }

    /// <summary>True if the value follows from the other fields by the declaration's own rule.</summary>
    public bool IsComputed { get; init; }

    /// <summary>The smallest valid value, or null.</summary>
    public double? Min { get; init; }

    /// <summary>The largest valid value, or null.</summary>
    public double? Max { get; init; }

    /// <summary>The only valid values; empty if all are. A <c>ulong</c> is carried bit by bit.</summary>
    public ImmutableArray<long> OneOf { get; init; } = [];

    /// <summary>How it is encrypted; null if it is in the clear.</summary>
    public EncryptionLayout? Encryption { get; init; }

    /// <summary>For an IV that proves what it is the IV of: the label of the MAC's key; otherwise null.</summary>
    public string? SyntheticIv { get; init; }

    /// <summary>True for a length, a count, a packet length, a checksum, a constant or a computed value: the generator writes it.</summary>
    public bool IsDerived => Role is FieldRole.Length or FieldRole.Count or FieldRole.PacketLength
        || Checksum is not null || IsComputed || !Constant.IsDefault;

    /// <summary>The size on paper: <c>16</c>, <c>4 bits</c>, <c>message_size</c> bytes, or what is left.</summary>
    public string SizeRule
    {
        get
        {
            string size = BareSizeRule;
            return Prefix is { } prefix ? $"{prefix.SizeText} + {size}" : size;
        }
    }

    private string BareSizeRule => (Type, MeasuredBy, Prefix) switch
    {
        _ when Bits is not null => FormattableString.Invariant($"{Type.Bits} bit{(Type.Bits == 1 ? "" : "s")}"),
        ({ Size: { } size }, _, _) => size.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ({ IsLeb128: true }, _, _) => FormattableString.Invariant($"1 to {(Type.Bits + 6) / 7}"),
        _ when IsNulTerminated => "to a NUL",
        _ when !Until.IsEmpty => "to the last entry",
        ({ Kind: FieldKind.List }, _, { IsCount: true }) => $"count x {Type.Entry!.Size}",
        ({ Kind: FieldKind.Sequence }, _, { IsCount: true }) => "count entries",
        (_, _, { }) => "length",
        ({ Kind: FieldKind.List }, { } count, _) when MeasuredByCount => $"{count} x {Type.Entry!.Size}",
        ({ Kind: FieldKind.Sequence }, { } measure, _) => MeasuredByCount ? $"{measure} entries" : measure,
        (_, { } length, _) => length,
        ({ Kind: FieldKind.Packet or FieldKind.Union }, _, _) => "varies",
        ({ Kind: FieldKind.List }, _, _) => $"{Type.Entry!.Size} each, to the end",
        _ => "to the end",
    };
}
