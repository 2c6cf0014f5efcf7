using System.Buffers.Text;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Kdc;

/// <summary>Passwords that nobody has to remember.</summary>
internal static class RandomPassword
{
    private const int RandomSize = 24;

    /// <summary>Makes one of 192 random bits: 32 letters, digits, hyphens and underscores.</summary>
    public static Password Make(IRandomSource random)
    {
        Span<byte> bits = stackalloc byte[RandomSize];
        Span<byte> text = stackalloc byte[Base64Url.GetEncodedLength(RandomSize)];
        random.Fill(bits);
        Base64Url.EncodeToUtf8(bits, text);
        Password.TryCreate(text, out Password password);
        CryptographicOperations.ZeroMemory(bits);
        CryptographicOperations.ZeroMemory(text);
        return password;
    }
}
