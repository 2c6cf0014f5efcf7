using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// Events that are sent together (1606), as they are before they are sealed: each with what its IV is made of, the connection's
/// place in front and the padded plaintext at the end. Subscribers are mostly served the same events one after another, so a
/// thread keeps its last batch and lays it out once for all of them. Nothing is allocated per event.
/// </summary>
internal sealed class EventBatch
{
    /// <summary>The most events in one batch.</summary>
    public const int MaxCount = AesCbc.MaxTogether;

    /// <summary>The most bytes of events in one batch, as they are sent. With what is proved beside them they stay in a processor's nearest cache.</summary>
    public const int MaxSize = 24 * 1024;

    /// <summary>Bytes at the start of each event that say its place in the connection.</summary>
    public const int AssociatedSize = sizeof(uint) + AssociatedData.InConnectionSize;

    /// <summary>Bytes for any batch.</summary>
    public const int BufferSize = MaxSize + (MaxCount * AssociatedSize);

    /// <summary>Where the IV stands in the packet.</summary>
    public static readonly int IvOffset = (int)RoomEvent.Layout.Fields.Single(static field => field.SyntheticIv is not null).Offset!;

    [ThreadStatic]
    private static EventBatch? t_last;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
    private readonly Range[] _proved = new Range[MaxCount];
    private readonly Range[] _contents = new Range[MaxCount];
    private int _count;
    private int _size;
    private long _sentSize;

    // The record, not the entry: through that one the thread would hold all that has happened since.
    private RoomEventRecord? _last;

    /// <summary>All the events, one behind another. Only <see cref="AssociatedSize"/> bytes of each differ between connections.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _size);

    /// <summary>Where each event stands.</summary>
    public ReadOnlySpan<Range> Proved => _proved.AsSpan(0, _count);

    /// <summary>Where each event's padded plaintext stands.</summary>
    public ReadOnlySpan<Range> Contents => _contents.AsSpan(0, _count);

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

    /// <summary>The batch of the events after an entry; this thread's, until it asks for the next one.</summary>
    /// <param name="after">The entry before them.</param>
    /// <param name="last">The last of them, as <see cref="LastAfter"/> found it.</param>
    public static EventBatch Of(LogEntry after, LogEntry last)
    {
        EventBatch batch = t_last ??= new EventBatch();
        if (batch._last != last.Packed.Happened || batch._sentSize != last.End - after.End)
            batch.Fill(after, last);
        return batch;
    }

    private void Fill(LogEntry after, LogEntry last)
    {
        _count = _size = 0;
        _last = null;
        for (LogEntry at = after; at != last;)
        {
            at = at.Next!;
            Add(at.Packed.Happened);
        }

        _last = last.Packed.Happened;
        _sentSize = last.End - after.End;
    }

    private void Add(RoomEventRecord happened)
    {
        int contentSize = RoomEvent.SealedContentSize(happened.Content.Length);
        int room = SyntheticIv.RoomFor(AssociatedData.InConnectionSize, ResponseHeader.Size + RoomEvent.MinSize + contentSize);
        Span<byte> whole = _buffer.AsSpan(_size, room);
        RoomEvent packet = PackedEvent.PacketOf(happened);
        packet.Content = CipherField.Pad(happened.Content.Span, CipherPadding.Pkcs7, whole[^contentSize..]);
        ReadOnlySpan<byte> anywhere = stackalloc byte[AssociatedData.InConnectionSize];
        int size = SyntheticIv.Write(new ResponseHeader { Version = ProtocolLimits.Version }, anywhere, in packet, IvOffset, whole);
        _proved[_count] = _size..(_size + size);
        _contents[_count] = (_size + size - contentSize)..(_size + size);
        _count++;
        _size += size;
    }
}
