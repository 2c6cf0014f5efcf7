using System.Buffers.Binary;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>
/// The packets of a capture by themselves, for a parser that cannot read captures: a byte that is 1 for a request, the size in
/// four bytes, the packet. Only the first are kept; all are counted.
/// </summary>
internal sealed class PacketRecord(string path, long limit) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1024 * 1024);

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
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)(isRequest ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], packet.Length);
        _file.Write(head);
        _file.Write(packet);
    }

    public void Dispose() => _file.Dispose();
}
