using BitFaster.Caching.Lru;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Databases;

/// <summary>
/// The keys of rows that were read recently, opened. Rows are read at every request, because another KDC may have changed them;
/// one whose sealed key is what it was need not be opened again, and its key stays the same object.
/// </summary>
/// <param name="sealer">Opens the others.</param>
/// <param name="kind">Whose keys they are.</param>
/// <param name="database">What to call the database.</param>
internal sealed class OpenedKeys(KeySealer sealer, SealedKind kind, string database)
{
    private readonly FastConcurrentLru<PrincipalId, OpenedKey> _keys = new(RecentClients.Capacity);

    /// <summary>The key of a row.</summary>
    /// <exception cref="StoreFailedException">It was not sealed for this row.</exception>
    public KeyMaterial Open(PrincipalId id, byte[] blob)
    {
        if (_keys.TryGet(id, out OpenedKey? known) && known.Blob.AsSpan().SequenceEqual(blob))
            return known.Key;
        KeyMaterial key = sealer.Open(kind, id, blob) ?? throw SealedRows.NotOpened(database, kind, id);
        _keys.AddOrUpdate(id, new OpenedKey(blob, key));
        return key;
    }

    private sealed record OpenedKey(byte[] Blob, KeyMaterial Key);
}
