using KerberosGen.Codec;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>One field of a decoded packet: where it stands, its bytes, and the fields within it.</summary>
public sealed class DecodedField
{
    private readonly bool _isWithinSecret;

    internal DecodedField(
        string path, string name, FieldType type, FieldLayout? layout, int offset, long? expectedLength,
        ReadOnlyMemory<byte> bytes, IReadOnlyList<DecodedField>? children = null, bool isWithinSecret = false)
    {
        Path = path;
        Name = name;
        Type = type;
        Layout = layout;
        Offset = offset;
        ExpectedLength = expectedLength is { } expected ? (int)Math.Min(expected, int.MaxValue) : null;
        Bytes = bytes;
        Children = children ?? [];
        _isWithinSecret = isWithinSecret;
    }

    /// <summary>
    /// Names from the packet inwards: <c>header.code</c>, <c>ticket.client_id</c>, <c>services[1].name</c>; a
    /// <see cref="Part"/> of a field says so behind it: <c>name#length</c>, <c>name#padding</c>.
    /// </summary>
    public string Path { get; }

    /// <summary>The name on paper and in JSON; empty for an entry of a list and for a <see cref="Part"/> that is not the field itself.</summary>
    public string Name { get; }

    /// <summary>What stands in it.</summary>
    public FieldType Type { get; }

    /// <summary>What these bytes are to their field.</summary>
    public FieldPart Part { get; internal init; }

    /// <summary>The row of its packet's table; null for an entry of a list, a plaintext, and bytes without a table.</summary>
    public FieldLayout? Layout { get; }

    /// <summary>
    /// Bytes from the first byte of the packet's header (of the packet itself where it has no header), behind padding and
    /// a prefix.
    /// </summary>
    public int Offset { get; }

    /// <summary>Bytes that are there.</summary>
    public int Length => Bytes.Length;

    /// <summary>Bytes that it takes; null if nothing says so.</summary>
    public int? ExpectedLength { get; }

    /// <summary>The bytes that are there, as they stand on the wire; of a bit field, those of the integer that it shares.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The bytes that are there without the NUL that ends them, if one does.</summary>
    public ReadOnlyMemory<byte> Content =>
        Layout is { IsNulTerminated: true } && Bytes.Span is [.., 0] ? Bytes[..^1] : Bytes;

    /// <summary>For a packet its fields, for a union the one that is there, for a list, a sequence or an array its entries.</summary>
    public IReadOnlyList<DecodedField> Children { get; }

    /// <summary>For a ciphertext: what stands under it, once keys were tried.</summary>
    public Decryption? Decryption { get; internal set; }

    /// <summary>For an initialisation vector that may be synthetic: what it proves, once a key was found; otherwise null.</summary>
    public Authenticity? Authenticity { get; internal set; }

    /// <summary>For a bit field: where its bits are in <see cref="Bytes"/>; otherwise null.</summary>
    public BitsLayout? Bits => Layout?.Bits;

    /// <summary>False if bytes are missing, or what is in it could not be read to its end.</summary>
    public bool IsComplete => !IsCut && (ExpectedLength is null || Length >= ExpectedLength);

    internal bool IsCut { get; init; }

    /// <summary>True if the value must not be shown unless a person asks for it.</summary>
    public bool IsSecret => Type.IsSecret || _isWithinSecret;

    /// <summary>True if it holds no other fields; an array of numbers counts as one value.</summary>
    public bool IsLeaf => Type.Kind switch
    {
        FieldKind.Packet or FieldKind.List or FieldKind.Sequence or FieldKind.Union => false,
        FieldKind.Array => WireNumber.IsNumber(Type.Entry!.Kind) && Type.Entry.Kind != FieldKind.Time,
        _ => true,
    };

    /// <summary>True if there is a whole number to read: <see cref="Number"/> or <see cref="WideNumber"/>.</summary>
    public bool HasNumber => WireNumber.IsNumber(Type.Kind) && IsComplete && Length > 0
        && (Type.IsLeb128 ? WireNumber.SizeOfLeb128(Bytes.Span) is not null : Length <= WireNumber.MaxSize);

    /// <summary>
    /// The bits of an integer, a bool (0 or 1), a time or a floating-point number. For <see cref="FieldKind.Signed"/>, cast to
    /// <see cref="long"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is no whole number, or one of more than 64 bits.</exception>
    public ulong Number => HasNumber && WireNumber.BitsOf(Type) <= 64
        ? unchecked((ulong)WideNumber)
        : throw new InvalidOperationException($"{Path} is not a whole integer.");

    /// <summary>The same for up to 128 bits. For <see cref="FieldKind.Signed"/>, cast to <see cref="Int128"/>.</summary>
    /// <exception cref="InvalidOperationException">It is no whole number.</exception>
    public UInt128 WideNumber => HasNumber
        ? WireNumber.Read(Type, Bits, Bytes.Span)
        : throw new InvalidOperationException($"{Path} is not a whole number.");

    /// <summary>A time; null if it is none, not whole, or before the year 1 or behind the year 9999.</summary>
    public DateTimeOffset? Time
    {
        get
        {
            if (Type.Kind != FieldKind.Time || !HasNumber)
                return null;
            long perSecond = Type.TimeUnit == UnixTimeUnit.Milliseconds ? 1000 : 1;
            long units = unchecked((long)Number);
            if (units < DateTimeOffset.MinValue.ToUnixTimeSeconds() * perSecond
                || units >= (DateTimeOffset.MaxValue.ToUnixTimeSeconds() + 1) * perSecond)
                return null;
            return perSecond == 1 ? DateTimeOffset.FromUnixTimeSeconds(units) : DateTimeOffset.FromUnixTimeMilliseconds(units);
        }
    }

    /// <summary>The value's name in its enum, the names of flags with <c>|</c> between them, or null.</summary>
    public string? EnumName =>
        Type.Members.IsEmpty || !HasNumber || WireNumber.BitsOf(Type) > 64 ? null : EnumText.Of(Type, unchecked((long)Number));

    /// <summary>A text's bytes up to its NUL.</summary>
    public ReadOnlyMemory<byte> TextBytes
    {
        get
        {
            int end = Type.Size is null ? -1 : Bytes.Span.IndexOf((byte)0);
            return end < 0 ? Content : Bytes[..end];
        }
    }

    /// <summary>A text up to its NUL; what its encoding does not have becomes U+FFFD. Not made safe for a terminal.</summary>
    public string Text => WireText.Decode(Type.Encoding, TextBytes.Span);

    /// <summary>The field within with this name, or null.</summary>
    public DecodedField? this[string name] => DecodedPacket.Find(Children, name);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} @ {Offset}, {Length} bytes";
}
