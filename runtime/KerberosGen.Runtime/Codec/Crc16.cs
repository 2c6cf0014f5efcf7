namespace KerberosGen.Codec;

/// <summary>CRC-16/ARC, as in Modbus' relatives and LHA: reflected polynomial 0xA001, from 0. "123456789" gives 0xBB3D.</summary>
public struct Crc16 : IChecksum
{
    private ushort _crc;

    /// <inheritdoc/>
    public static string Name => "crc-16";

    /// <inheritdoc/>
    public readonly ulong Value => _crc;

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = _crc;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
        }

        _crc = (ushort)crc;
    }
}
