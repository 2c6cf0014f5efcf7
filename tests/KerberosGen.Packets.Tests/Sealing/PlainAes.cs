using System.Security.Cryptography;
using KerberosGen.Codec;
using KerberosGen.Packets.Tests.Table;

namespace KerberosGen.Packets.Tests.Sealing;

/// <summary>AES-256-CBC by the platform's one-shot calls, to compare with.</summary>
public static class PlainAes
{
    public static byte[] Encrypt(AesKey key, Iv iv, ReadOnlySpan<byte> plaintext, PaddingMode padding = PaddingMode.PKCS7)
    {
        using var aes = Aes.Create();
        aes.Key = key.Bytes.ToArray();
        return aes.EncryptCbc(plaintext, iv.Bytes, padding);
    }

    public static byte[] Encrypt<T>(AesKey key, Iv iv, T plaintext, PaddingMode padding = PaddingMode.PKCS7)
        where T : struct, IFixedSize<T> => Encrypt(key, iv, Domain.BytesOf(plaintext), padding);
}
