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
}
