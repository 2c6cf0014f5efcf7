using System.Security.Cryptography;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>AES-CMAC as SP 800-38B, section 6.2 tells it, step by step over the platform's one-shot calls, to compare with.</summary>
public static class PlainCmac
{
    public static byte[] Compute(byte[] key, ReadOnlySpan<byte> message)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        byte[] subkey = Doubled(aes.EncryptEcb(new byte[16], PaddingMode.None));
        byte[] blocks = message.ToArray();
        if (blocks.Length == 0 || blocks.Length % 16 != 0)
        {
            subkey = Doubled(subkey);
            blocks = [.. blocks, 0x80, .. new byte[15 - (blocks.Length % 16)]];
        }

        for (int i = 0; i < 16; i++)
            blocks[blocks.Length - 16 + i] ^= subkey[i];
        return aes.EncryptCbc(blocks, new byte[16], PaddingMode.None)[^16..];
    }

    private static byte[] Doubled(byte[] block)
    {
        UInt128 number = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(block);
        UInt128 doubled = (number << 1) ^ (number >> 127 == 0 ? 0u : 0x87u);
        byte[] bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, doubled);
        return bytes;
    }
}
