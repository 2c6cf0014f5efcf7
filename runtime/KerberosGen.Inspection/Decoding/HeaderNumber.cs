using System.Buffers.Binary;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads one number of a header, at its place in the bytes.</summary>
internal readonly struct HeaderNumber
{
    private readonly FieldLayout _row;
    private readonly int _offset;
    private readonly int _size;
    private readonly bool _isBigEndian;
    private readonly bool _isPlain;

    public HeaderNumber(FieldLayout row)
    {
        _row = row;
        _offset = row.Offset ?? 0;
        _size = row.Bits?.IntegerSize ?? row.Type.Size ?? 0;
        _isBigEndian = row.Type.ByteOrder == ByteOrder.BigEndian;
        _isPlain = row.Bits is null && !row.Type.IsLeb128 && _size is 1 or 2 or 4;
    }

    public ulong Read(ReadOnlySpan<byte> header)
    {
        ReadOnlySpan<byte> bytes = header.Slice(_offset, _size);
        if (!_isPlain)
            return (ulong)WireNumber.Read(_row.Type, _row.Bits, bytes);
        return _size switch
        {
            1 => bytes[0],
            2 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
    }
}
