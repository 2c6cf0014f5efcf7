using BitFaster.Caching.Lru;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Ciphers of recent principals, kept because making one costs more than all that a ticket encrypts with it. A cipher is given
/// out only for the key that the caller brings, so one made before a rekey is never used after it. What falls out is cleared.
/// A hit takes no lock and allocates nothing. Use it from any number of threads at once.
/// </summary>
public sealed class CipherCache : IDisposable
{
    // What the library can keep in order.
    private const int LeastCapacity = 3;

    private readonly ConcurrentLru<PrincipalId, PrincipalCiphers>? _recent;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="capacity">Principals whose ciphers are kept; 0 for none, 1 and 2 count as 3.</param>
    public CipherCache(int capacity)
    {
        if (capacity > 0)
            _recent = new ConcurrentLru<PrincipalId, PrincipalCiphers>(Math.Max(capacity, LeastCapacity));
    }

    /// <summary>Principals whose ciphers are kept now.</summary>
    public int Count => _recent?.Count ?? 0;

    /// <summary>How often a principal's ciphers were there.</summary>
    public long Hits => _recent?.Metrics.Value?.Hits ?? 0;

    /// <summary>How often they were not, and were made. Nothing is counted where nothing is kept.</summary>
    public long Misses => _recent?.Metrics.Value?.Misses ?? 0;

    /// <summary>Rents a cipher under a principal's key. Dispose it to put it back, on the same thread and soon.</summary>
    /// <param name="id">The principal.</param>
    /// <param name="key">Its key as the store has just given it, 32 bytes.</param>
    /// <param name="label">What its key seals: <see cref="SyntheticIvKey.Ticket"/> for a service, <see cref="SyntheticIvKey.EncryptedKey"/> for a client.</param>
    public RentedCipher Rent(PrincipalId id, KeyMaterial key, string label)
    {
        if (_recent is null)
            return new RentedCipher(null, new PrincipalCipher(key, label));
        PrincipalCiphers ciphers = _recent.GetOrAdd(id, static (_, made) => new PrincipalCiphers(made.key, made.label), (key, label));
        if (!ciphers.AreUnder(key, label))
        {
            ciphers = new PrincipalCiphers(key, label);
            // Disposes those under the key that was.
            _recent.AddOrUpdate(id, ciphers);
        }

        return new RentedCipher(ciphers, ciphers.Take(key));
    }

    /// <summary>Clears all ciphers that are not rented; those are cleared when they come back.</summary>
    public void Dispose() => _recent?.Clear();
}
