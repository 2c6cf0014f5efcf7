using System.Buffers.Binary;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads no more of a header than which payload follows and how long it is.</summary>
internal sealed class HeaderProbe
{
    private readonly DirectionLayout _tables;
    private readonly PacketDecoder _decoder;
    private readonly int _codeAt;
    private readonly int _sizeAt;

    public HeaderProbe(DirectionLayout tables, ProtocolLayout protocol)
    {
        _tables = tables;
        _decoder = new PacketDecoder(protocol);
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

    /// <summary>True if a table has the header's code.</summary>
    public bool HasKnownCode(ReadOnlySpan<byte> header) =>
        header.Length >= Size && !_tables.FindAll(CodeOf(header)).IsEmpty;

    /// <summary>Bytes from the beginning to the next header that a table knows and that is borne out; -1 if there is none.</summary>
    public int FindKnown(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at + Size <= bytes.Length; at++)
        {
            if (IsKnown(bytes[at..]) && IsBorneOut(bytes[at..]))
                return at;
        }

        return -1;
    }

    // A code and the exact size that belongs to it are 48 bits that noise does not hit. Where the size varies, noise
    // looks like a header once in 700,000 places: what follows must look like one too, or the payload must decode. If it
    // is not all there yet, the header alone must do.
    private bool IsBorneOut(ReadOnlySpan<byte> bytes)
    {
        uint payloadSize = PayloadSizeOf(bytes);
        long end = Size + (long)payloadSize;
        return _tables.Find(CodeOf(bytes), payloadSize)?.Size == payloadSize
            || end > bytes.Length
            || HasKnownCode(bytes[(int)end..])
            || _decoder.Decode(bytes[..(int)end].ToArray(), _tables.Direction).Status == DecodeStatus.Ok;
    }
}
