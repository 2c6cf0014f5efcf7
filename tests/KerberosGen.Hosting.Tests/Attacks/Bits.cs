using System.Text;

namespace KerberosGen.Hosting.Tests.Attacks;

/// <summary>What an attacker does to bytes: CBC turns a flipped bit of the IV into the same flipped bit of the first 16 bytes of text.</summary>
internal static class Bits
{
    /// <summary>Where a 1029 has its IV: behind the header, 23 bytes, and the size, 4.</summary>
    public const int MessageIv = 27;

    /// <summary>Where a 1606 has its IV: behind the header, 7 bytes, sequence 8, time 8, kind 1 and client id 16.</summary>
    public const int EventIv = 40;

    /// <summary>The difference of two texts.</summary>
    public static byte[] Between(string from, string to) => [.. Encoding.UTF8.GetBytes(from).Zip(Encoding.UTF8.GetBytes(to), static (a, b) => (byte)(a ^ b))];

    /// <summary>A copy with some bytes XORed.</summary>
    public static byte[] Flip(byte[] bytes, int at, ReadOnlySpan<byte> difference)
    {
        byte[] flipped = [.. bytes];
        for (int i = 0; i < difference.Length; i++)
            flipped[at + i] ^= difference[i];
        return flipped;
    }
}
