using System.Buffers.Binary;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads no more of a header than which payload follows and how long it is.</summary>
internal sealed class HeaderProbe
{
    private readonly DirectionLayout _tables;
    private readonly int _codeAt;
    private readonly int _sizeAt;

    public HeaderProbe(DirectionLayout tables)
    {
        _tables = tables;
        Size = tables.Header.Size ?? tables.Header.MinSize;
        _codeAt = tables.CodeField.Offset ?? 0;
        _sizeAt = tables.PayloadSizeField.Offset ?? 0;
    }

    /// <summary>Bytes of a header.</summary>
    public int Size { get; }

    public ushort CodeOf(ReadOnlySpan<byte> header) => _tables.CodeField.Type.ByteOrder == ByteOrder.LittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(header[_codeAt..])
        : BinaryPrimitives.ReadUInt16BigEndian(header[_codeAt..]);

    public uint PayloadSizeOf(ReadOnlySpan<byte> header) => _tables.PayloadSizeField.Type.ByteOrder == ByteOrder.LittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(header[_sizeAt..])
        : BinaryPrimitives.ReadUInt32BigEndian(header[_sizeAt..]);

    /// <summary>True if a table has the header's code and allows its payload size.</summary>
    public bool IsKnown(ReadOnlySpan<byte> header) =>
        header.Length >= Size && PayloadSizes.Allows(_tables, CodeOf(header), PayloadSizeOf(header));

    /// <summary>Bytes from the beginning to the next header that a table knows; -1 if there is none.</summary>
    public int FindKnown(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at + Size <= bytes.Length; at++)
        {
            if (IsKnown(bytes[at..]) && FollowerIsPlausible(bytes[at..]))
                return at;
        }

        return -1;
    }

    // By chance alone, one in 700,000 places of noise looks like a header; that what follows looks like one too makes it
    // one in billions. At the end of what is there, nothing follows, and the header alone must do.
    private bool FollowerIsPlausible(ReadOnlySpan<byte> bytes)
    {
        long end = Size + (long)PayloadSizeOf(bytes);
        return end + Size > bytes.Length || IsKnown(bytes[(int)end..]);
    }
}
