using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Remembers initialisation vectors, to tell when one comes again with another message. A message that is sent again, or
/// carried on in another packet, has its own IV again: that is no reuse. It holds the last 65,536 and forgets those before.
/// </summary>
internal sealed class SeenIvs
{
    private const int Capacity = 64 * 1024;

    private readonly Dictionary<(string Role, UInt128 Iv), (ulong Message, int Packet)> _seen = [];
    private readonly Queue<(string Role, UInt128 Iv)> _byAge = new();

    /// <summary>Notes an IV.</summary>
    /// <param name="role">Whose key encrypts with it.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="ciphertexts">What it encrypts.</param>
    /// <param name="packet">The packet's number.</param>
    /// <returns>The number of the packet in which the IV came with another message, or null.</returns>
    public int? Note(string role, ReadOnlySpan<byte> iv, IReadOnlyList<DecodedField> ciphertexts, int packet)
    {
        (string, UInt128) key = (role, MemoryMarshal.Read<UInt128>(iv));
        ulong message = DigestOf(ciphertexts);
        if (_seen.TryGetValue(key, out (ulong Message, int Packet) before))
            return before.Message == message ? null : before.Packet;
        if (_byAge.Count == Capacity)
            _seen.Remove(_byAge.Dequeue());
        _seen.Add(key, (message, packet));
        _byAge.Enqueue(key);
        return null;
    }

    private static ulong DigestOf(IReadOnlyList<DecodedField> ciphertexts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DecodedField ciphertext in ciphertexts)
            hash.AppendData(ciphertext.Bytes.Span);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return MemoryMarshal.Read<ulong>(digest);
    }
}
