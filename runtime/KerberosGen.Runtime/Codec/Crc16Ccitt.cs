namespace KerberosGen.Codec;

/// <summary>CRC-16/IBM-3740, known as CCITT: polynomial 0x1021, from 0xFFFF. "123456789" gives 0x29B1.</summary>
public struct Crc16Ccitt : IChecksum
{
    // Kept inverted, so that the default value is the beginning.
    private ushort _inverted;

    /// <inheritdoc/>
    public static string Name => "crc-16-ccitt";

    /// <inheritdoc/>
    public readonly ulong Value => (ushort)~_inverted;

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = (ushort)~_inverted;
        foreach (byte b in bytes)
        {
            crc ^= (uint)b << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        }

        _inverted = (ushort)~crc;
    }
}
