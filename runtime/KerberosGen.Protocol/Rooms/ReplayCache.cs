using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// A replay cache in memory. An entry is 16 bytes of the authenticator's SHA-256 and is dropped when its time has passed,
/// so the cache holds what was accepted within two clock skews and no more.
/// </summary>
public sealed class ReplayCache : IReplayCache
{
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _seen = [];
    private readonly PriorityQueue<UInt128, DateTimeOffset> _byEnd = new();

    /// <summary>Authenticators remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _seen.Count;
        }
    }

    /// <inheritdoc/>
    public bool TryAdd(in Authenticator authenticator, DateTimeOffset now, DateTimeOffset until)
    {
        Span<byte> packed = stackalloc byte[Authenticator.Size];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        authenticator.Pack(packed);
        SHA256.HashData(packed, hash);
        UInt128 digest = MemoryMarshal.Read<UInt128>(hash);
        lock (_gate)
        {
            while (_byEnd.TryPeek(out UInt128 oldest, out DateTimeOffset end) && end < now)
            {
                _byEnd.Dequeue();
                _seen.Remove(oldest);
            }

            if (!_seen.Add(digest))
                return false;
            _byEnd.Enqueue(digest, until);
            return true;
        }
    }
}
