using System.Security.Cryptography;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>What one line or object of a file with keys says.</summary>
/// <param name="line">Where it begins, from 1.</param>
/// <param name="kind">What it holds: <c>password</c>, <c>service key</c>.</param>
/// <param name="role">Whose key it is, by the protocol's own name.</param>
/// <param name="key">The key, disposed with this; null where the file says that it is not known yet.</param>
internal sealed class KeyEntry(int line, string kind, string role, KeyMaterial? key) : IDisposable
{
    public int Line { get; } = line;

    public string Kind { get; } = kind;

    public string Role { get; } = role;

    public KeyMaterial? Key { get; } = key;

    /// <summary>The id of whose key it is, of a session key the client's.</summary>
    public PrincipalId? Owner { get; init; }

    /// <summary>The name that stands beside it, as the file has it.</summary>
    public string? OwnerName { get; init; }

    /// <summary>The ticket that brings a session key to its service.</summary>
    public byte[] Ticket { get; init; } = [];

    /// <summary>Eight hex digits of the key's SHA-256 (FIPS 180-4), to tell keys apart by.</summary>
    public string? Fingerprint => Key is null ? null : Convert.ToHexStringLower(SHA256.HashData(Key.Bytes).AsSpan(0, 4));

    /// <summary>What to call the key: <c>password of clients.txt line 2 (alice)</c>.</summary>
    /// <param name="file">The file's name.</param>
    public string NameIn(string file)
    {
        string name = OwnerName is null ? "" : $" ({DisplayText.Escape(OwnerName)})";
        return FormattableString.Invariant($"{Kind} of {DisplayText.Escape(file)} line {Line}{name}");
    }

    /// <summary>Clears the key.</summary>
    public void Dispose() => Key?.Dispose();
}
