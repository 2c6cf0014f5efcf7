namespace KerberosGen.Codec;

/// <summary>Why bytes cannot be a packet.</summary>
public enum InvalidReason : byte
{
    /// <summary>They can.</summary>
    None,

    /// <summary>A length or count field announces more than can ever be held (2 GiB).</summary>
    LengthTooLarge,

    /// <summary>A length field disagrees with the whole entries it measures.</summary>
    LengthMismatch,

    /// <summary>The payload ends within an entry of a list.</summary>
    PartialEntry,

    /// <summary>The payload goes on behind the packet's end.</summary>
    TrailingBytes,

    /// <summary>The payload ends before the packet does.</summary>
    Truncated,

    /// <summary>A length is smaller than what it must count at the least.</summary>
    LengthTooSmall,

    /// <summary>A constant has another value.</summary>
    WrongConstant,

    /// <summary>A value without a name in a closed enum, or a bool that is neither 0 nor 1.</summary>
    UnknownValue,

    /// <summary>A value outside its range, or none of those allowed.</summary>
    OutOfRange,

    /// <summary>Padding that must be zero is not.</summary>
    NonZeroPadding,

    /// <summary>A checksum does not agree with the bytes it covers.</summary>
    WrongChecksum,

    /// <summary>A value that follows from others does not.</summary>
    WrongComputed,

    /// <summary>No case of a union has this value of the choosing field.</summary>
    UnknownCase,

    /// <summary>An LEB128 number is not in its shortest form or does not fit its type.</summary>
    BadLeb128,

    /// <summary>The declaration's own <c>Validate</c> refused the packet.</summary>
    Refused,
}
