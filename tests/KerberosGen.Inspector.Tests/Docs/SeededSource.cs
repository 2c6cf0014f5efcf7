using System.Security.Cryptography;
using KerberosGen.Crypto;

namespace KerberosGen.Inspector.Tests;

/// <summary>The same bytes in each run: SHA-256 of a counter.</summary>
internal sealed class SeededSource : IRandomSource
{
    private long _next;

    public void Fill(Span<byte> destination)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        while (destination.Length > 0)
        {
            SHA256.HashData(BitConverter.GetBytes(_next++), digest);
            int size = Math.Min(digest.Length, destination.Length);
            digest[..size].CopyTo(destination);
            destination = destination[size..];
        }
    }
}
