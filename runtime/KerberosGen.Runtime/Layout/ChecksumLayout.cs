namespace KerberosGen.Layout;

/// <summary>What a checksum covers and how it is computed.</summary>
public sealed class ChecksumLayout
{
    /// <summary>The function's name, such as <c>crc-32</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first covered field's name on paper; null for the packet's first byte.</summary>
    public string? From { get; init; }

    /// <summary>The last covered field's name on paper; null for the last byte before the checksum.</summary>
    public string? To { get; init; }

    /// <summary>
    /// Computes it: the packet, the first covered byte, the byte behind the last, where the checksum stands and its size; its own
    /// bytes count as zero.
    /// </summary>
    public required ChecksumFunction Compute { get; init; }
}

/// <summary>Computes a checksum over part of a packet.</summary>
/// <param name="packet">The packet.</param>
/// <param name="start">The first covered byte.</param>
/// <param name="end">Behind the last covered byte.</param>
/// <param name="own">Where the checksum stands.</param>
/// <param name="ownSize">Bytes of the checksum.</param>
public delegate ulong ChecksumFunction(ReadOnlySpan<byte> packet, int start, int end, int own, int ownSize);
