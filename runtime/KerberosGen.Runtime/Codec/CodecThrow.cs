using System.Diagnostics.CodeAnalysis;

namespace KerberosGen.Codec;

/// <summary>The exceptions of generated code, out of line so that the code before them stays small.</summary>
public static class CodecThrow
{
    /// <summary>A field is longer than its length field can say.</summary>
    [DoesNotReturn]
    public static void LengthOverflow(string packet, string field, long length, string lengthField, long limit) =>
        throw new InvalidOperationException(
            $"{packet}.{field} has {length} bytes or entries, but its length field '{lengthField}' holds at most {limit}.");

    /// <summary>The wrong number of bytes for a domain type.</summary>
    [DoesNotReturn]
    public static void WrongSize(string type, int expected, int actual) =>
        throw new ArgumentException($"{type} is {expected} bytes, not {actual}.");

    /// <summary>A destination is too short for a packet.</summary>
    [DoesNotReturn]
    public static void TooShort(string packet, int needed, int actual) =>
        throw new ArgumentException($"{packet} packs to {needed} bytes; the destination has {actual}.");

    /// <summary>A text does not fit its field. The text itself may be secret and is not quoted.</summary>
    [DoesNotReturn]
    public static void TextDoesNotFit(string type, int limit) =>
        throw new ArgumentException($"A {type} is valid UTF-16 without NUL, at most {limit} bytes of UTF-8.");

    /// <summary>Text that is not the hex digits of a domain type.</summary>
    [DoesNotReturn]
    public static void NotHex(string type, int size) =>
        throw new FormatException($"A {type} is {size * 2} hex digits.");

    /// <summary>A sequence of several segments needs scratch space from the caller.</summary>
    [DoesNotReturn]
    public static void ScratchTooShort(string packet, long needed, int actual) =>
        throw new ArgumentException($"{packet} over several segments needs {needed} bytes of scratch; it was given {actual}.");

    /// <summary>A field's value needs more bits than the field has on the wire.</summary>
    [DoesNotReturn]
    public static void DoesNotFit(string packet, string field, int bits) =>
        throw new InvalidOperationException($"{packet}.{field} does not fit in its {bits} bits.");

    /// <summary>A field's value is not one that the declaration allows.</summary>
    [DoesNotReturn]
    public static void NotAllowed(string packet, string field, string allowed) =>
        throw new InvalidOperationException($"{packet}.{field} must be {allowed}.");

    /// <summary>A field that ends before a NUL has one within.</summary>
    [DoesNotReturn]
    public static void HoldsNul(string packet, string field) =>
        throw new InvalidOperationException($"{packet}.{field} holds a NUL, which would end it.");

    /// <summary>What a length counts is less than nothing.</summary>
    [DoesNotReturn]
    public static void LengthUnderflow(string packet, string field, long length, string lengthField, long minimum) =>
        throw new InvalidOperationException(
            $"{packet}.{field} has {length} bytes or entries, but its length field '{lengthField}' needs at least {minimum}.");

    /// <summary>The whole packet is longer than its length field can say.</summary>
    [DoesNotReturn]
    public static void PacketTooLong(string packet, long length, string lengthField, long limit) =>
        throw new InvalidOperationException($"{packet} has {length} bytes, but its length field '{lengthField}' holds at most {limit}.");

    /// <summary>A packet's own rules refuse it.</summary>
    [DoesNotReturn]
    public static void Refused(string packet, string field) =>
        throw new InvalidOperationException($"{packet} cannot be packed: its own rules refuse the field '{field}'.");

    /// <summary>A union has no case for the value of the field that chooses.</summary>
    [DoesNotReturn]
    public static void UnknownCase(string union, long chosen) =>
        throw new InvalidOperationException($"{union} has no case {chosen}.");
}
