namespace KerberosGen.Layout;

/// <summary>What a field holds.</summary>
public enum FieldKind : byte
{
    /// <summary>A whole number, zero or more.</summary>
    Unsigned,

    /// <summary>A whole number in two's complement.</summary>
    Signed,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Another packet.</summary>
    Packet,

    /// <summary>Entries of one fixed size, one after the other.</summary>
    List,

    /// <summary>A byte, 0 for false and 1 for true; or one bit.</summary>
    Boolean,

    /// <summary>A floating-point number of two, four or eight bytes (IEEE 754).</summary>
    Float,

    /// <summary>A UUID: big-endian as RFC 9562 writes it, little-endian as Windows does.</summary>
    Guid,

    /// <summary>An instant, as an integer that counts from 1970-01-01 00:00:00 UTC.</summary>
    Time,

    /// <summary>A fixed number of entries of one fixed size.</summary>
    Array,

    /// <summary>Entries one after the other, each as long as it is.</summary>
    Sequence,

    /// <summary>One of several things, chosen by another field.</summary>
    Union,
}
