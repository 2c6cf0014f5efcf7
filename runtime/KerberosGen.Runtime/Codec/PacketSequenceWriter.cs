namespace KerberosGen.Codec;

/// <summary>Packs entries one after the other into a caller's buffer.</summary>
/// <typeparam name="T">The entry's type.</typeparam>
/// <param name="buffer">Room for all entries.</param>
public ref struct PacketSequenceWriter<T>(Span<byte> buffer)
    where T : IPacket<T>, allows ref struct
{
    private readonly Span<byte> _buffer = buffer;
    private int _written;
    private int _count;

    /// <summary>The entries so far. It is a view of the buffer.</summary>
    public readonly PacketSequence<T> Sequence => new(_buffer[.._written], _count);

    /// <summary>Packs one more entry.</summary>
    /// <exception cref="ArgumentException">It does not fit in the buffer.</exception>
    public void Add(scoped T entry)
    {
        if (!entry.TryPack(_buffer[_written..], out int written))
            CodecThrow.TooShort(T.Layout.Name, entry.PackedSize, _buffer.Length - _written);
        _written += written;
        _count++;
    }
}
