using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>Reads no more of a header than which payload follows and how long it is.</summary>
internal sealed class HeaderProbe
{
    // A larger payload is not decoded to bear a header out: what follows it must.
    private const int LargestDecoded = 64 * 1024;

    private readonly DirectionLayout _tables;
    private readonly PacketDecoder _decoder;
    private readonly (int Offset, byte[] Bytes)[] _constants;
    private readonly HeaderNumber _code;
    private readonly HeaderNumber _payloadSize;
    private readonly int _firstCode;
    private readonly SizeRange[]?[] _sizes;

    public HeaderProbe(DirectionLayout tables, ProtocolLayout protocol)
    {
        _tables = tables;
        _decoder = new PacketDecoder(protocol);
        Size = tables.Header.Size ?? tables.Header.MinSize;
        _code = new HeaderNumber(tables.CodeField);
        _payloadSize = new HeaderNumber(tables.PayloadSizeField);
        _constants =
        [
            .. tables.Header.Fields
                .Where(f => !f.Constant.IsDefault && f.Bits is null && f.Offset is not null)
                .Select(f => (f.Offset!.Value, f.Constant.ToArray())),
        ];
        _firstCode = tables.Messages.Select(m => (int)m.Code!.Value).DefaultIfEmpty().Min();
        _sizes = new SizeRange[]?[tables.Messages.Select(m => m.Code!.Value - _firstCode + 1).DefaultIfEmpty().Max()];
        foreach (IGrouping<int, PacketLayout> messages in tables.Messages.GroupBy(m => m.Code!.Value - _firstCode))
            _sizes[messages.Key] = [.. messages.Select(m => PayloadSizes.RangeOf(m))];
    }

    /// <summary>Which way these headers travel.</summary>
    public PacketDirection Direction => _tables.Direction;

    /// <summary>Bytes of a header.</summary>
    public int Size { get; }

    /// <summary>Bytes of a header up to and including its code.</summary>
    public int CodeEnd => (_tables.CodeField.Offset ?? 0) + (_tables.CodeField.Type.Size ?? 2);

    public uint PayloadSizeOf(ReadOnlySpan<byte> header) => (uint)_payloadSize.Read(header);

    /// <summary>True if a table has the header's code and allows its payload size.</summary>
    /// <param name="bytes">Bytes that begin with a header; fewer are not known.</param>
    /// <param name="size">Bytes of the header and the payload that it announces.</param>
    public bool TryReadKnown(ReadOnlySpan<byte> bytes, out long size)
    {
        size = 0;
        if (bytes.Length < Size || SizesOf(bytes) is not { } sizes || !HasConstants(bytes))
            return false;
        uint payloadSize = PayloadSizeOf(bytes);
        size = Size + (long)payloadSize;
        foreach (SizeRange range in sizes)
        {
            if (payloadSize >= range.Least && payloadSize <= range.Most)
                return true;
        }

        return false;
    }

    /// <summary>True if a table has the header's code.</summary>
    public bool HasKnownCode(ReadOnlySpan<byte> header) =>
        header.Length >= Size && SizesOf(header) is not null && HasConstants(header);

    /// <summary>Bytes from the beginning to the next header that a table knows and that is borne out; -1 if there is none.</summary>
    public int FindKnown(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at + Size <= bytes.Length; at++)
        {
            if (TryReadKnown(bytes[at..], out long size) && IsBorneOut(bytes[at..], size))
                return at;
        }

        return -1;
    }

    private SizeRange[]? SizesOf(ReadOnlySpan<byte> header)
    {
        int index = (ushort)_code.Read(header) - _firstCode;
        return (uint)index < (uint)_sizes.Length ? _sizes[index] : null;
    }

    private bool HasConstants(ReadOnlySpan<byte> header)
    {
        foreach ((int offset, byte[] bytes) in _constants)
        {
            if (!header[offset..].StartsWith(bytes))
                return false;
        }

        return true;
    }

    // A code and the exact size that belongs to it are 48 bits that noise does not hit. Where the size varies, noise
    // looks like a header once in 700,000 places: what follows must look like one too, or the payload must decode. If it
    // is not all there yet, the header alone must do.
    private bool IsBorneOut(ReadOnlySpan<byte> bytes, long end) =>
        _tables.Find((ushort)_code.Read(bytes), PayloadSizeOf(bytes))?.Size == end - Size
        || end > bytes.Length
        || HasKnownCode(bytes[(int)end..])
        || (end <= LargestDecoded && _decoder.TakeApart(bytes[..(int)end].ToArray(), _tables.Direction, 0).Status == DecodeStatus.Ok);
}
