using System.Text;
using KerberosGen.Crypto;

namespace KerberosGen.Databases.Tests;

/// <summary>Looks for keys where they must not be.</summary>
internal static class Secrets
{
    /// <summary>Asserts that neither the bytes of a key nor their usual spellings are in what was stored.</summary>
    public static void AssertAbsent(KeyMaterial key, ReadOnlySpan<byte> stored, string where)
    {
        ReadOnlySpan<byte> bytes = key.Bytes;
        Assert.True(stored.IndexOf(bytes[..8]) < 0 && stored.IndexOf(bytes[^8..]) < 0, $"{where} holds a key");
        foreach (string spelt in (string[])[Convert.ToHexStringLower(bytes)[..32], Convert.ToHexString(bytes)[..32], Convert.ToBase64String(bytes)[..20]])
            Assert.True(stored.IndexOf(Encoding.ASCII.GetBytes(spelt)) < 0, $"{where} holds the text of a key");
    }
}
