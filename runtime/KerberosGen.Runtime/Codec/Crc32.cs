namespace KerberosGen.Codec;

/// <summary>CRC-32 as in ISO 3309, PNG and zip: reflected polynomial 0xEDB88320. "123456789" gives 0xCBF43926.</summary>
public struct Crc32 : IChecksum
{
    private static readonly uint[] Table = MakeTable();

    // Kept inverted, so that the default value is the beginning.
    private uint _inverted;

    /// <inheritdoc/>
    public static string Name => "crc-32";

    /// <inheritdoc/>
    public readonly ulong Value => _inverted;

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_inverted;
        foreach (byte b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        _inverted = ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}
