using System.Buffers.Binary;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>Writes pcapng blocks one by one from the format's document, in either byte order, apart from the code under test.</summary>
internal sealed class PcapngBuilder
{
    private readonly MemoryStream _output = new();
    private bool _bigEndian;

    public PcapngBuilder Section(bool bigEndian = false)
    {
        _bigEndian = bigEndian;
        return Block(0x0a0d0d0a, [.. U32(0x1a2b3c4d), .. U16(1), .. U16(0), .. Enumerable.Repeat((byte)0xff, 8)]);
    }

    /// <summary>An interface, if_tsresol (9) and if_tsoffset (14) behind an option of no interest.</summary>
    public PcapngBuilder Interface(int linkType = 101, uint snapLength = 0, byte? resolution = null, long? offset = null) => Block(1,
    [
        .. U16(linkType), .. U16(0), .. U32(snapLength), .. Option(2, "eth0"u8),
        .. resolution is { } r ? Option(9, [r]) : [],
        .. offset is { } o ? Option(14, U64(o)) : [],
        .. U32(0),
    ]);

    public PcapngBuilder Enhanced(ReadOnlySpan<byte> frame, ulong units = 0, uint interfaceNumber = 0, uint? original = null) => Block(6,
    [
        .. U32(interfaceNumber), .. U32((uint)(units >> 32)), .. U32((uint)units), .. U32((uint)frame.Length), .. U32(original ?? (uint)frame.Length),
        .. frame, .. new byte[-frame.Length & 3], .. Option(2, [0, 0, 0, 1]), .. U32(0),
    ]);

    public PcapngBuilder Obsolete(ReadOnlySpan<byte> frame, ulong units) => Block(2,
    [
        .. U16(0), .. U16(0xffff), .. U32((uint)(units >> 32)), .. U32((uint)units), .. U32((uint)frame.Length), .. U32((uint)frame.Length),
        .. frame, .. new byte[-frame.Length & 3],
    ]);

    public PcapngBuilder Simple(ReadOnlySpan<byte> frame, uint original) =>
        Block(3, [.. U32(original), .. frame, .. new byte[-frame.Length & 3]]);

    public PcapngBuilder Block(uint type, byte[] body)
    {
        _output.Write(U32(type));
        _output.Write(U32((uint)body.Length + 12));
        _output.Write(body);
        _output.Write(U32((uint)body.Length + 12));
        return this;
    }

    public byte[] ToArray() => _output.ToArray();

    private byte[] Option(ushort code, ReadOnlySpan<byte> value) => [.. U16(code), .. U16(value.Length), .. value, .. new byte[-value.Length & 3]];

    private byte[] U16(int value) => _bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];

    private byte[] U32(uint value) => BitConverter.GetBytes(_bigEndian == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

    private byte[] U64(long value) => BitConverter.GetBytes(_bigEndian == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
}
