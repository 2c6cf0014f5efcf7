using System.Runtime.CompilerServices;

namespace KerberosGen.Codec;

/// <summary>
/// The answer of an unpack: done and how many bytes it took, how many more are needed, or which field is broken and
/// where. One 64-bit word, so that the hot path returns it in a register.
/// </summary>
public readonly struct UnpackResult : IEquatable<UnpackResult>
{
    // 0..31 consumed, missing or offset | 32..47 field | 48..55 reason | 56..62 status | 63 not done.
    // The sign alone tells whether it is done: beside a packet of 16 bytes, one instruction more shows.
    private const ulong NotDone = 1UL << 63;

    private readonly ulong _bits;

    private UnpackResult(ulong bits) => _bits = bits;

    // A call, even on a path that is never taken, costs the loop around an inlined unpack its registers and alignment.

    /// <summary>The packet was read from the first <paramref name="consumed"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnpackResult Done(int consumed) => new((uint)consumed);

    /// <summary>At least <paramref name="missing"/> more bytes are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnpackResult NeedMoreData(int missing) =>
        new(NotDone | ((ulong)UnpackStatus.NeedMoreData << 56) | (uint)missing);

    /// <summary>
    /// The field with this index in <see cref="Layout.PacketLayout.Leaves"/>, at <paramref name="offset"/> bytes into the
    /// packet, is broken.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UnpackResult Invalid(InvalidReason reason, int field, int offset) =>
        new(NotDone | ((ulong)UnpackStatus.Invalid << 56) | ((ulong)reason << 48) | ((ulong)(ushort)field << 32) | (uint)offset);

    /// <summary>What became of the attempt.</summary>
    public UnpackStatus Status => (UnpackStatus)((_bits & ~NotDone) >> 56);

    /// <summary>True if the packet was read.</summary>
    public bool IsDone => (long)_bits >= 0;

    /// <summary>If done: the bytes read.</summary>
    public int Consumed => Status == UnpackStatus.Done ? (int)(uint)_bits : 0;

    /// <summary>If more data is needed: at least how many bytes.</summary>
    public int Missing => Status == UnpackStatus.NeedMoreData ? (int)(uint)_bits : 0;

    /// <summary>If invalid: why.</summary>
    public InvalidReason Reason => (InvalidReason)(byte)(_bits >> 48);

    /// <summary>If invalid: the broken field's index in <see cref="Layout.PacketLayout.Leaves"/>.</summary>
    public int Field => (ushort)(_bits >> 32);

    /// <summary>If invalid: bytes from the packet's start to the broken field.</summary>
    public int Offset => Status == UnpackStatus.Invalid ? (int)(uint)_bits : 0;

    /// <summary>
    /// The same answer where the packet must be all of a payload: what is missing will never come, and what is left over is
    /// wrong.
    /// </summary>
    /// <param name="payloadSize">Bytes of the payload.</param>
    public UnpackResult AsWhole(int payloadSize) => Status switch
    {
        UnpackStatus.Done when Consumed < payloadSize => Invalid(InvalidReason.TrailingBytes, ushort.MaxValue, Consumed),
        _ => AtEnd(payloadSize),
    };

    /// <summary>The same answer where nothing more will come: what is missing was cut off.</summary>
    /// <param name="size">All bytes there were.</param>
    public UnpackResult AtEnd(int size) =>
        Status == UnpackStatus.NeedMoreData ? Invalid(InvalidReason.Truncated, ushort.MaxValue, size) : this;

    /// <summary>The same answer for a packet within another: field and offset are the outer packet's.</summary>
    /// <param name="field">The index of the inner packet's first field in the outer packet's leaves.</param>
    /// <param name="offset">Bytes from the outer packet's start to the inner packet.</param>
    public UnpackResult Within(int field, int offset) => Status == UnpackStatus.Invalid
        ? Invalid(Reason, Field == ushort.MaxValue ? field : field + Field, offset + Offset)
        : this;

    /// <summary>The same answer for an entry of a list, which is one field of the packet that holds it.</summary>
    /// <param name="field">The list's index in the outer packet's leaves.</param>
    /// <param name="offset">Bytes from the outer packet's start to the entry.</param>
    public UnpackResult WithinEntry(int field, int offset) => Status == UnpackStatus.Invalid
        ? Invalid(Reason, field, offset + Offset)
        : this;

    /// <summary>Says what happened, with the field's path taken from <paramref name="layout"/>.</summary>
    public string Describe(Layout.PacketLayout layout) => Status switch
    {
        UnpackStatus.Done => $"{layout.Name}: {Consumed} bytes",
        UnpackStatus.NeedMoreData => $"{layout.Name}: {Missing} more bytes are needed",
        _ => $"{layout.Name}: {Sentence(Reason)} at field {layout.PathOf(Field)}, offset {Offset}",
    };

    private static string Sentence(InvalidReason reason) => reason switch
    {
        InvalidReason.LengthTooLarge => "a length is too large",
        InvalidReason.LengthMismatch => "a length is not a whole number of entries",
        InvalidReason.PartialEntry => "the payload ends within an entry",
        InvalidReason.TrailingBytes => "bytes follow the packet's end",
        InvalidReason.Truncated => "the payload ends too early",
        InvalidReason.LengthTooSmall => "a length is too small",
        InvalidReason.WrongConstant => "a constant has another value",
        InvalidReason.UnknownValue => "a value is not one of those named",
        InvalidReason.OutOfRange => "a value is outside what is allowed",
        InvalidReason.NonZeroPadding => "padding is not zero",
        InvalidReason.WrongChecksum => "a checksum does not agree",
        InvalidReason.WrongComputed => "a value does not follow from the others",
        InvalidReason.UnknownCase => "no case of the union has this value",
        InvalidReason.BadLeb128 => "an LEB128 number is too long",
        InvalidReason.Refused => "the packet was refused by its own rules",
        _ => "broken",
    };

    /// <inheritdoc/>
    public bool Equals(UnpackResult other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnpackResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <summary>Compares by value.</summary>
    public static bool operator ==(UnpackResult left, UnpackResult right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(UnpackResult left, UnpackResult right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Status switch
    {
        UnpackStatus.Done => $"Done({Consumed})",
        UnpackStatus.NeedMoreData => $"NeedMoreData({Missing})",
        _ => $"Invalid({Reason}, field {Field}, offset {Offset})",
    };
}
