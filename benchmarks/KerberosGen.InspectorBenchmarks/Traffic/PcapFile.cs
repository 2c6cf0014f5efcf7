using System.Buffers.Binary;

namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>Writes a pcap file of Ethernet frames, and beside it the bytes of its packets one after the other.</summary>
internal sealed class PcapFile : IDisposable
{
    private const int EthernetLink = 1;
    private const int SnapLength = 262144;

    private readonly FileStream _file;

    // 2026-11-23 08:00:00 UTC: a clock of its own, so that every run writes the same file.
    private long _microseconds = 1_795_420_800_000_000;

    public PcapFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1024 * 1024);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], SnapLength);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], EthernetLink);
        _file.Write(header);
    }

    /// <summary>Bytes so far.</summary>
    public long Length => _file.Position;

    /// <summary>Frames so far.</summary>
    public int Frames { get; private set; }

    /// <summary>The time of the next frame: microseconds since 1970 UTC.</summary>
    public long Now => _microseconds;

    /// <summary>Time goes by before the next frame.</summary>
    public void Wait(int microseconds) => _microseconds += microseconds;

    public void Write(ReadOnlySpan<byte> frame)
    {
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(_microseconds / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(_microseconds % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], frame.Length);
        _file.Write(record);
        _file.Write(frame);
        Frames++;
    }

    public void Dispose() => _file.Dispose();
}
