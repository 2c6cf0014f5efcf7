namespace KerberosGen.Codec;

/// <summary>
/// Entries of a packet one after the other, each as long as it is. It is a view of packed bytes that reads an entry when it is
/// asked for; every entry has been checked when the sequence comes out of an unpack. To pack entries, fill one with a
/// <see cref="PacketSequenceWriter{T}"/>.
/// </summary>
/// <typeparam name="T">The entry's type.</typeparam>
public readonly ref struct PacketSequence<T>
    where T : IPacket<T>, allows ref struct
{
    internal PacketSequence(ReadOnlySpan<byte> bytes, int count)
    {
        Bytes = bytes;
        Count = count;
    }

    /// <summary>The entries as they stand on the wire.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Entries in the sequence.</summary>
    public int Count { get; }

    /// <summary>Bytes the entries pack to.</summary>
    public int PackedSize => Bytes.Length;

    /// <summary>A view of packed entries.</summary>
    /// <param name="packed">Whole entries and nothing else.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static PacketSequence<T> Over(ReadOnlySpan<byte> packed)
    {
        UnpackResult result = PacketSequence.Read(packed, null, out PacketSequence<T> sequence);
        if (!result.IsDone)
            throw new ArgumentException(result.Describe(T.Layout), nameof(packed));
        return sequence;
    }

    /// <summary>True if both sequences have the same bytes.</summary>
    public bool Equals(PacketSequence<T> other) => Count == other.Count && Bytes.SequenceEqual(other.Bytes);

    /// <summary>Goes through the entries.</summary>
    public Enumerator GetEnumerator() => new(Bytes);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} x {typeof(T).Name}";

    /// <summary>Goes through the entries of a sequence.</summary>
    public ref struct Enumerator
    {
        private ReadOnlySpan<byte> _rest;
        private T? _current;

        internal Enumerator(ReadOnlySpan<byte> bytes)
        {
            _rest = bytes;
            _current = default;
        }

        /// <summary>The entry at hand.</summary>
        public readonly T Current => _current!;

        /// <summary>Goes on to the next entry, if there is one.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
                return false;
            UnpackResult result = T.Unpack(_rest, out T entry);
            _current = entry;
            _rest = result.IsDone ? _rest[result.Consumed..] : default;
            return result.IsDone;
        }
    }
}

/// <summary>Reads sequences, for generated code.</summary>
public static class PacketSequence
{
    /// <summary>True if an entry is the last of its sequence.</summary>
    /// <typeparam name="T">The entry's type.</typeparam>
    public delegate bool IsLast<T>(scoped in T entry)
        where T : IPacket<T>, allows ref struct;

    /// <summary>Reads so many entries, or as many as fill the source if no count is given.</summary>
    /// <param name="source">The bytes; with a count, others may follow the entries.</param>
    /// <param name="count">The entries, or null for all bytes.</param>
    /// <param name="sequence">The entries, or an empty sequence.</param>
    /// <returns>Done and the bytes they took; an invalid answer's offset counts from the source's start.</returns>
    public static UnpackResult Read<T>(ReadOnlySpan<byte> source, ulong? count, out PacketSequence<T> sequence)
        where T : IPacket<T>, allows ref struct
    {
        sequence = default;
        int at = 0;
        int entries = 0;
        while (count is { } wanted ? (ulong)entries < wanted : at < source.Length)
        {
            UnpackResult result = T.Unpack(source[at..], out _);
            if (!result.IsDone)
                return result.Within(0, at);
            // An entry that takes no bytes would let a count alone keep us busy.
            if (result.Consumed == 0)
                return UnpackResult.Invalid(InvalidReason.LengthTooSmall, 0, at);
            at += result.Consumed;
            entries++;
        }

        sequence = new PacketSequence<T>(source[..at], entries);
        return UnpackResult.Done(at);
    }

    /// <summary>Reads entries to the last one, whatever follows it.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="isLast">Knows the last entry.</param>
    /// <param name="sequence">The entries, or an empty sequence.</param>
    /// <returns>Done and the bytes they took; an invalid answer's offset counts from the source's start.</returns>
    public static UnpackResult ReadUntil<T>(ReadOnlySpan<byte> source, IsLast<T> isLast, out PacketSequence<T> sequence)
        where T : IPacket<T>, allows ref struct
    {
        sequence = default;
        int at = 0;
        for (int entries = 1; ; entries++)
        {
            UnpackResult result = T.Unpack(source[at..], out T entry);
            if (!result.IsDone)
                return result.Within(0, at);
            if (result.Consumed == 0)
                return UnpackResult.Invalid(InvalidReason.LengthTooSmall, 0, at);
            at += result.Consumed;
            if (isLast(in entry))
            {
                sequence = new PacketSequence<T>(source[..at], entries);
                return UnpackResult.Done(at);
            }
        }
    }
}
