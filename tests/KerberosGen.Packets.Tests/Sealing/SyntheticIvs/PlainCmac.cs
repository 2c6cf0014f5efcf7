using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KerberosGen.Packets.Tests.Sealing.SyntheticIvs;

/// <summary>AES-256-CMAC as NIST SP 800-38B words it: two subkeys, CBC over the whole message, its last block.</summary>
internal static class PlainCmac
{
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> message)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        UInt128 subkey = Double(BinaryPrimitives.ReadUInt128BigEndian(aes.EncryptEcb(new byte[16], PaddingMode.None)));
        byte[] blocks = message.ToArray();
        if (message.IsEmpty || message.Length % 16 != 0)
        {
            subkey = Double(subkey);
            Array.Resize(ref blocks, (message.Length / 16 * 16) + 16);
            blocks[message.Length] = 0x80;
        }

        Span<byte> last = blocks.AsSpan(blocks.Length - 16);
        BinaryPrimitives.WriteUInt128BigEndian(last, BinaryPrimitives.ReadUInt128BigEndian(last) ^ subkey);
        return aes.EncryptCbc(blocks, new byte[16], PaddingMode.None)[^16..];
    }

    private static UInt128 Double(UInt128 number) => (number << 1) ^ (number >> 127 == 1 ? 0x87u : 0u);
}
