using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Protocol.Tests;

/// <summary>AES-256-CBC straight from the platform: the roles' own cipher is what is tested.</summary>
internal static class PlainCbc
{
    public static byte[] Seal(byte[] key, byte[] iv, byte[] plaintext, PaddingMode padding = PaddingMode.PKCS7)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(plaintext, iv, padding);
    }

    public static byte[] Seal(byte[] key, byte[] iv, string text) => Seal(key, iv, Encoding.UTF8.GetBytes(text));

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertext, PaddingMode padding = PaddingMode.PKCS7)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(ciphertext, iv, padding);
    }
}
