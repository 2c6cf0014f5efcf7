using System.Buffers.Binary;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>
/// The packets of a capture without their frames, for a parser that cannot read captures: pieces of at least 64 KiB of one
/// direction's packets, each behind a byte that is 1 for requests and its size in four bytes. All packets are counted; only the first
/// are kept.
/// </summary>
internal sealed class PacketRecord(string path, long limit) : IDisposable
{
    private const int PieceSize = 64 * 1024;

    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1024 * 1024);
    private readonly MemoryStream[] _pieces = [new(), new()];

    /// <summary>Packets so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all packets so far.</summary>
    public long Bytes { get; private set; }

    public void Add(bool isRequest, ReadOnlySpan<byte> packet)
    {
        Count++;
        Bytes += packet.Length;
        if (_file.Position >= limit)
            return;
        MemoryStream piece = _pieces[isRequest ? 1 : 0];
        piece.Write(packet);
        if (piece.Length >= PieceSize)
            Flush(isRequest);
    }

    public void Dispose()
    {
        Flush(isRequest: false);
        Flush(isRequest: true);
        _file.Dispose();
    }

    private void Flush(bool isRequest)
    {
        MemoryStream piece = _pieces[isRequest ? 1 : 0];
        if (piece.Length == 0)
            return;
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)(isRequest ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], (int)piece.Length);
        _file.Write(head);
        _file.Write(piece.GetBuffer(), 0, (int)piece.Length);
        piece.SetLength(0);
    }
}
