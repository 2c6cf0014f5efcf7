using System.Diagnostics.CodeAnalysis;

namespace KerberosGen.Inspector;

/// <summary>A map that forgets its oldest entries: what a capture shows is remembered in bounded memory.</summary>
/// <param name="capacity">Entries it holds.</param>
internal sealed class CappedMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _entries = [];
    private readonly Queue<TKey> _byAge = new();

    public bool Contains(TKey key) => _entries.ContainsKey(key);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <summary>Sets an entry; one that is there keeps its age.</summary>
    public void Set(TKey key, TValue value)
    {
        if (!_entries.ContainsKey(key))
        {
            if (_byAge.Count == capacity && _entries.Remove(_byAge.Dequeue(), out TValue? forgotten))
                (forgotten as IDisposable)?.Dispose();
            _byAge.Enqueue(key);
        }

        _entries[key] = value;
    }

    public IEnumerable<TValue> Values => _entries.Values;
}
