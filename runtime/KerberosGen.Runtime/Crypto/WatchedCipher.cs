using System.Security.Cryptography;

namespace KerberosGen.Crypto;

/// <summary>
/// Lets a test count what ciphers do, to show that a refusal takes the same work whatever is wrong. It is asked once for each native
/// cipher that is made, never for a message.
/// </summary>
internal static class WatchedCipher
{
    /// <summary>Stands in front of each cipher that is made from now on; null for nothing.</summary>
    internal static Func<ICryptoTransform, ICryptoTransform>? Watch { get; set; }

    internal static ICryptoTransform Of(ICryptoTransform made) => Watch is { } watch ? watch(made) : made;
}
