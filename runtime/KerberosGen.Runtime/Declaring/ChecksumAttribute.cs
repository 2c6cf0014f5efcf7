using KerberosGen.Codec;

namespace KerberosGen;

/// <summary>
/// On an unsigned integer: a checksum of other bytes of the packet, computed on writing and verified on reading. Packing ignores
/// the field's value and equality skips it. Without <see cref="From"/> and <see cref="To"/> it covers everything before it. Where
/// it stands within what it covers, its own bytes count as zero.
/// </summary>
/// <typeparam name="TChecksum">
/// The function: <see cref="Crc16"/>, <see cref="Crc16Ccitt"/>, <see cref="Crc32"/>, <see cref="Adler32"/>, <see cref="InternetChecksum"/>, or
/// the user's own.
/// </typeparam>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ChecksumAttribute<TChecksum> : Attribute
    where TChecksum : struct, IChecksum
{
    /// <summary>The first field it covers, by <c>nameof</c>; the packet's first byte if it is not given.</summary>
    public string? From { get; set; }

    /// <summary>The last field it covers, by <c>nameof</c>; the last byte before the checksum if it is not given.</summary>
    public string? To { get; set; }
}
