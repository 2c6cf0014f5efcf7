namespace KerberosGen.Codec;

/// <summary>
/// The Internet checksum (RFC 1071): the complement of the ones' complement sum of big-endian 16-bit words. It stands in a
/// big-endian <c>ushort</c>.
/// </summary>
public struct InternetChecksum : IChecksum
{
    private ulong _sum;
    private bool _isOdd;

    /// <inheritdoc/>
    public static string Name => "internet checksum";

    /// <inheritdoc/>
    public readonly ulong Value
    {
        get
        {
            ulong sum = _sum;
            while (sum > ushort.MaxValue)
                sum = (sum & ushort.MaxValue) + (sum >> 16);
            return (ushort)~sum;
        }
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _sum += _isOdd ? b : (ulong)b << 8;
            _isOdd = !_isOdd;
        }
    }
}
