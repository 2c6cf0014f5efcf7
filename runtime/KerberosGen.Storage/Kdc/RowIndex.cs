namespace KerberosGen.Storage;

/// <summary>
/// Finds rows by a key of bytes: an open hash table of 8 bytes a slot, which leaves the keys in the rows. Names come from peers,
/// so the hash is seeded anew in every process. For one thread at a time.
/// </summary>
/// <param name="keyOf">The key of a row.</param>
internal sealed class RowIndex(RowIndex.KeyOfRow keyOf)
{
    private const int LeastSlots = 16;
    private const int LargestSize = 1 << 30;

    private Slot[] _slots = new Slot[LeastSlots];
    private int _count;

    /// <summary>The key of a row.</summary>
    public delegate ReadOnlySpan<byte> KeyOfRow(int row);

    /// <summary>The row with this key, or -1.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        int at = SlotOf(key);
        return at < 0 ? -1 : _slots[at].Row;
    }

    /// <summary>Adds a row whose key no other row has.</summary>
    public void Add(int row)
    {
        Reserve(_count + 1);
        Put(_slots, new Slot(HashOf(keyOf(row)), row));
        _count++;
    }

    /// <summary>Removes a row that is there, while it still has its key.</summary>
    public void Remove(int row)
    {
        int hole = SlotOf(keyOf(row)), mask = _slots.Length - 1;
        for (int at = (hole + 1) & mask; _slots[at].IsUsed; at = (at + 1) & mask)
        {
            // What follows moves up, unless the hole is before the place it belongs to.
            int home = (int)_slots[at].Hash & mask;
            if (((at - home) & mask) < ((at - hole) & mask))
                continue;
            _slots[hole] = _slots[at];
            hole = at;
        }

        _slots[hole] = default;
        _count--;
    }

    /// <summary>Makes room for this many rows in all.</summary>
    public void Reserve(int rows)
    {
        int size = _slots.Length;
        while (size < LargestSize && rows > size / 4 * 3)
            size *= 2;
        if (size == _slots.Length)
            return;
        var slots = new Slot[size];
        foreach (Slot slot in _slots)
        {
            if (slot.IsUsed)
                Put(slots, slot);
        }

        _slots = slots;
    }

    private static void Put(Slot[] slots, Slot slot)
    {
        int mask = slots.Length - 1, at = (int)slot.Hash & mask;
        while (slots[at].IsUsed)
            at = (at + 1) & mask;
        slots[at] = slot;
    }

    private static uint HashOf(ReadOnlySpan<byte> key)
    {
        HashCode hash = default;
        hash.AddBytes(key);
        return (uint)hash.ToHashCode();
    }

    private int SlotOf(ReadOnlySpan<byte> key)
    {
        uint hash = HashOf(key);
        int mask = _slots.Length - 1;
        for (int at = (int)hash & mask; _slots[at].IsUsed; at = (at + 1) & mask)
        {
            if (_slots[at].Hash == hash && keyOf(_slots[at].Row).SequenceEqual(key))
                return at;
        }

        return -1;
    }

    // The number is one more than the row's, so that an array of zeros is empty.
    private readonly struct Slot(uint hash, int row)
    {
        private readonly int _number = row + 1;

        public uint Hash { get; } = hash;

        public int Row => _number - 1;

        public bool IsUsed => _number != 0;
    }
}
