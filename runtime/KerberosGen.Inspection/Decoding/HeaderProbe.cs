using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads no more of a header than which payload follows and how long it is.</summary>
internal sealed class HeaderProbe
{
    private readonly DirectionLayout _tables;
    private readonly PacketDecoder _decoder;
    private readonly List<(int Offset, ReadOnlyMemory<byte> Bytes)> _constants;

    public HeaderProbe(DirectionLayout tables, ProtocolLayout protocol)
    {
        _tables = tables;
        _decoder = new PacketDecoder(protocol);
        Size = tables.Header.Size ?? tables.Header.MinSize;
        _constants =
        [
            .. tables.Header.Fields
                .Where(f => !f.Constant.IsDefault && f.Bits is null && f.Offset is not null)
                .Select(f => (f.Offset!.Value, f.Constant.AsMemory())),
        ];
    }

    /// <summary>Bytes of a header.</summary>
    public int Size { get; }

    public ushort CodeOf(ReadOnlySpan<byte> header) => (ushort)NumberOf(header, _tables.CodeField);

    public uint PayloadSizeOf(ReadOnlySpan<byte> header) => (uint)NumberOf(header, _tables.PayloadSizeField);

    /// <summary>True if a table has the header's code and allows its payload size.</summary>
    public bool IsKnown(ReadOnlySpan<byte> header) =>
        header.Length >= Size && HasConstants(header) && PayloadSizes.Allows(_tables, CodeOf(header), PayloadSizeOf(header));

    /// <summary>True if a table has the header's code.</summary>
    public bool HasKnownCode(ReadOnlySpan<byte> header) =>
        header.Length >= Size && HasConstants(header) && !_tables.FindAll(CodeOf(header)).IsEmpty;

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

    private static ulong NumberOf(ReadOnlySpan<byte> header, FieldLayout row) =>
        (ulong)WireNumber.Read(row.Type, row.Bits, header.Slice(row.Offset ?? 0, row.Bits?.IntegerSize ?? row.Type.Size ?? 0));

    private bool HasConstants(ReadOnlySpan<byte> header)
    {
        foreach ((int offset, ReadOnlyMemory<byte> bytes) in _constants)
        {
            if (!header[offset..].StartsWith(bytes.Span))
                return false;
        }

        return true;
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
