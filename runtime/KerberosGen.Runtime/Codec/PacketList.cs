using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Codec;

/// <summary>
/// A run of entries of one fixed size. When unpacked it is a view of the caller's buffer that reads an entry when it is
/// asked for; to pack, make one from an array or span of values.
/// </summary>
/// <typeparam name="T">The entry's type.</typeparam>
public readonly ref struct PacketList<T>
    where T : struct, IFixedSize<T>
{
    private readonly ReadOnlySpan<byte> _packed;
    private readonly ReadOnlySpan<T> _values;

    private PacketList(ReadOnlySpan<byte> packed, ReadOnlySpan<T> values)
    {
        _packed = packed;
        _values = values;
    }

    /// <summary>A view of packed entries.</summary>
    /// <param name="packed">A whole number of entries; bytes of a cut last entry are not seen.</param>
    public static PacketList<T> Over(ReadOnlySpan<byte> packed) => new(packed, default);

    /// <summary>Checks packed entries before they are read; an invalid answer's offset counts from the first.</summary>
    /// <param name="packed">A whole number of entries.</param>
    public static UnpackResult Check(ReadOnlySpan<byte> packed)
    {
        for (int at = 0; at < packed.Length; at += T.Size)
        {
            UnpackResult result = T.Check(in packed[at]);
            if (!result.IsDone)
                return result.WithinEntry(0, at);
        }

        return UnpackResult.Done(packed.Length);
    }

    /// <summary>A list of values to pack.</summary>
    public static PacketList<T> Of(ReadOnlySpan<T> values) => new(default, values);

    /// <summary>A list of values to pack.</summary>
    public static implicit operator PacketList<T>(ReadOnlySpan<T> values) => Of(values);

    /// <summary>A list of values to pack.</summary>
    public static implicit operator PacketList<T>(T[] values) => Of(values);

    /// <summary>Entries in the list.</summary>
    public int Count => _packed.IsEmpty ? _values.Length : _packed.Length / T.Size;

    /// <summary>Bytes the list packs to.</summary>
    public int PackedSize => checked(Count * T.Size);

    /// <summary>Reads one entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            if (_packed.IsEmpty)
                return _values[index];
            T.ReadUnchecked(in _packed[index * T.Size], out T entry);
            return entry;
        }
    }

    /// <summary>Writes every entry to where the caller has checked that <see cref="PackedSize"/> bytes fit.</summary>
    public void WriteUnchecked(ref byte destination)
    {
        if (!_packed.IsEmpty)
        {
            _packed[..PackedSize].CopyTo(MemoryMarshal.CreateSpan(ref destination, PackedSize));
            return;
        }

        if (Wire.IsImage<T>())
        {
            MemoryMarshal.AsBytes(_values).CopyTo(MemoryMarshal.CreateSpan(ref destination, PackedSize));
            return;
        }

        for (int i = 0; i < _values.Length; i++)
            _values[i].WriteUnchecked(ref Unsafe.Add(ref destination, i * T.Size));
    }

    /// <summary>True if both lists have equal entries in the same order.</summary>
    public bool Equals(PacketList<T> other)
    {
        if (Count != other.Count)
            return false;
        EqualityComparer<T> comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < Count; i++)
        {
            if (!comparer.Equals(this[i], other[i]))
                return false;
        }

        return true;
    }

    /// <summary>Copies the entries out of the buffer, without allocating.</summary>
    /// <param name="entries">At least <see cref="Count"/> of them.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public void CopyTo(Span<T> entries)
    {
        int count = Count;
        if (entries.Length < count)
            throw new ArgumentException($"{count} entries do not fit in {entries.Length}.", nameof(entries));
        if (_packed.IsEmpty)
        {
            _values.CopyTo(entries);
            return;
        }

        if (Wire.IsImage<T>())
        {
            _packed[..(count * T.Size)].CopyTo(MemoryMarshal.AsBytes(entries));
            return;
        }

        ref byte source = ref MemoryMarshal.GetReference(_packed);
        for (int i = 0; i < count; i++)
            T.ReadUnchecked(in Unsafe.Add(ref source, i * T.Size), out entries[i]);
    }

    /// <summary>Copies the entries out of the buffer, into a new array.</summary>
    public T[] ToArray()
    {
        var entries = new T[Count];
        CopyTo(entries);
        return entries;
    }

    /// <summary>Goes through the entries.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} x {typeof(T).Name}";

    /// <summary>Goes through the entries of a list.</summary>
    public ref struct Enumerator
    {
        private readonly PacketList<T> _list;
        private int _index;

        internal Enumerator(PacketList<T> list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The entry at hand.</summary>
        public readonly T Current => _list[_index];

        /// <summary>Goes on to the next entry, if there is one.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
