using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KerberosGen.Hosting.Tests.SeedPeers;

/// <summary>AES-256-CBC as the platform gives it, and the seed's time text.</summary>
internal static class SeedCipher
{
    public static byte[] Seal(byte[] key, byte[] iv, byte[] plaintext)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(plaintext, iv);
    }

    public static byte[] Open(byte[] key, byte[] iv, byte[] ciphertext, PaddingMode padding = PaddingMode.PKCS7)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(ciphertext, iv, padding);
    }

    public static byte[] Now() => TimeText(DateTime.UtcNow);

    public static byte[] TimeText(DateTime time) => Encoding.ASCII.GetBytes(time.ToString("dd/MM/yy_HH:mm:ss", CultureInfo.InvariantCulture));

    public static DateTime ReadTime(byte[] text) => DateTime.ParseExact(
        Encoding.ASCII.GetString(text), "dd/MM/yy_HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
