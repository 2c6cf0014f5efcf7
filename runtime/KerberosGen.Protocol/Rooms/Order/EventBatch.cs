using System.Buffers;
using System.Security.Cryptography;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Events of one connection that are sent together (1606), sealed side by side: the same bytes as one after another, in a
/// fraction of the time. Nothing is allocated. Not for use by two threads at once.
/// </summary>
internal ref struct EventBatch
{
    /// <summary>The most events in one batch.</summary>
    public const int MaxCount = AesCbc.MaxTogether;

    /// <summary>The most bytes of events in one batch, as they are sent. With what is proved beside them they stay in a processor's nearest cache.</summary>
    public const int MaxSize = 24 * 1024;

    private const int AssociatedSize = sizeof(uint) + AssociatedData.InConnectionSize;

    // Each event as its IV is made of it: first what it is bound to, last the padded plaintext, which the ciphertext overwrites.
    private const int BufferSize = MaxSize + (MaxCount * AssociatedSize);

    private static readonly int IvOffset = (int)RoomEvent.Layout.Fields.Single(static field => field.SyntheticIv is not null).Offset!;

    // The bytes before the IV, with the header.
    private static readonly int FrontSize = ResponseHeader.Size + IvOffset;

    [ThreadStatic]
    private static byte[]? t_buffer;

    private readonly Span<byte> _buffer;
    private readonly Span<Range> _proved;
    private readonly Span<Range> _contents;
    private int _count;
    private int _size;

    /// <summary>An empty batch.</summary>
    /// <param name="proved">Room for <see cref="MaxCount"/>.</param>
    /// <param name="contents">Room for <see cref="MaxCount"/>.</param>
    public EventBatch(Span<Range> proved, Span<Range> contents)
    {
        _buffer = t_buffer ??= GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
        _proved = proved;
        _contents = contents;
    }

    /// <summary>The last of the events after an entry that make one batch; the next one if it alone is too large for that.</summary>
    /// <param name="after">The entry before them, which is not the log's last.</param>
    /// <param name="budget">Bytes after which to stop.</param>
    public static LogEntry LastAfter(LogEntry after, int budget)
    {
        LogEntry last = after.Next!;
        for (int count = 1; count < MaxCount && last.End - after.End < budget && last.Next is { } next && next.End - after.End <= MaxSize; count++)
            last = next;
        return last;
    }

    /// <summary>Adds an event.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="associated">Its place in the connection.</param>
    public void Add(RoomEventRecord happened, scoped ReadOnlySpan<byte> associated)
    {
        int contentSize = RoomEvent.SealedContentSize(happened.Content.Length);
        int room = SyntheticIv.RoomFor(associated.Length, ResponseHeader.Size + RoomEvent.MinSize + contentSize);
        Span<byte> whole = _buffer.Slice(_size, room);
        RoomEvent packet = PackedEvent.PacketOf(happened);
        packet.Content = CipherField.Pad(happened.Content.Span, CipherPadding.Pkcs7, whole[^contentSize..]);
        int size = SyntheticIv.Write(new ResponseHeader { Version = ProtocolLimits.Version }, associated, in packet, IvOffset, whole);
        _proved[_count] = _size..(_size + size);
        _contents[_count] = (_size + size - contentSize)..(_size + size);
        _count++;
        _size += size;
    }

    /// <summary>Seals the events and writes them.</summary>
    /// <param name="cipher">Under the session key.</param>
    /// <param name="mac">Under the key for events.</param>
    /// <param name="output">Where to.</param>
    /// <returns>Bytes written.</returns>
    public readonly int WriteTo(IBufferWriter<byte> output, AesCbc cipher, AesCmac mac)
    {
        Span<byte> ivs = stackalloc byte[MaxCount * Iv.Size];
        ReadOnlySpan<Range> contents = _contents[.._count];
        try
        {
            mac.ComputeEach(_buffer, _proved[.._count], ivs);
            cipher.EncryptEach(_buffer, contents, ivs);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(_buffer[.._size]);
            throw;
        }

        int written = 0;
        for (int i = 0; i < contents.Length; i++)
        {
            ReadOnlySpan<byte> sealedEvent = _buffer[_proved[i]][AssociatedSize..];
            int size = sealedEvent.Length + Iv.Size;
            Span<byte> to = output.GetSpan(size);
            sealedEvent[..FrontSize].CopyTo(to);
            ivs.Slice(i * Iv.Size, Iv.Size).CopyTo(to[FrontSize..]);
            sealedEvent[FrontSize..].CopyTo(to[(FrontSize + Iv.Size)..]);
            output.Advance(size);
            written += size;
        }

        return written;
    }
}
