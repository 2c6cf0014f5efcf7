using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>The platform's cryptographic random numbers.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    /// <summary>The one instance: it has no state.</summary>
    public static SystemRandomSource Instance { get; } = new();

    private SystemRandomSource()
    {
    }

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}
