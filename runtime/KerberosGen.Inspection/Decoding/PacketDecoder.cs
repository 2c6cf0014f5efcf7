using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Takes one packet apart by its protocol's layout tables. Any bytes are answered; what can be decoded is, whatever is
/// wrong with the rest. Not for use by two threads at once if it has keys.
/// </summary>
/// <param name="protocol">The tables.</param>
/// <param name="keys">Opens ciphertexts; null to leave them closed.</param>
public sealed class PacketDecoder(ProtocolLayout protocol, IKeyRing? keys = null)
{
    private static readonly FieldType PayloadType = new() { Kind = FieldKind.Bytes, Name = "bytes" };


    /// <summary>The tables.</summary>
    public ProtocolLayout Protocol { get; } = protocol;

    /// <summary>Opens ciphertexts.</summary>
    public IKeyRing? Keys { get; } = keys;

    /// <summary>The IVs of the packets so far; null where nobody verifies them.</summary>
    internal SeenIvs? Ivs { get; } = keys is null ? null : new SeenIvs();

    /// <summary>Decodes one packet: a header and the payload that it announces.</summary>
    /// <param name="bytes">The packet's bytes, no more than the header announces; fewer if it was cut.</param>
    /// <param name="direction">Which way it travels.</param>
    /// <param name="offset">Bytes from the beginning of the stream or input to the packet.</param>
    /// <exception cref="ArgumentException">The protocol has no packets in this direction.</exception>
    public DecodedPacket Decode(ReadOnlyMemory<byte> bytes, PacketDirection direction, long offset = 0)
    {
        DecodedPacket packet = TakeApart(bytes, direction, offset);
        Open(packet);
        return packet;
    }

    /// <summary>Decodes a packet that stands without a header, such as a ticket on its own.</summary>
    /// <param name="bytes">The packet's bytes.</param>
    /// <param name="layout">Its table.</param>
    /// <param name="offset">Bytes from the beginning of the input.</param>
    public DecodedPacket DecodeStructure(ReadOnlyMemory<byte> bytes, PacketLayout layout, long offset = 0)
    {
        DecodedPacket packet = TakeApart(bytes, layout, offset);
        Open(packet);
        return packet;
    }

    /// <summary>The same, with its ciphertexts still closed.</summary>
    internal DecodedPacket TakeApart(ReadOnlyMemory<byte> bytes, PacketLayout layout, long offset = 0)
    {
        FieldWalker walker = WalkerOver(bytes, layout);
        List<DecodedField> fields = walker.Read(layout, "");
        CheckEnd(fields, walker.Cursor, walker.Cursor.Part.End);
        return Standing(bytes, layout, offset, fields, walker.Cursor.Findings);
    }

    /// <summary>
    /// Decodes the first of the packets that stand one after the other without headers. If what follows it cannot be told,
    /// all bytes are its own.
    /// </summary>
    /// <param name="bytes">The packets' bytes.</param>
    /// <param name="layout">Their table.</param>
    /// <param name="offset">Bytes from the beginning of the stream or input.</param>
    /// <param name="isAll">True if no more bytes will come.</param>
    /// <param name="needed">If null is answered: of how many bytes the packet is the beginning, at least.</param>
    /// <returns>The packet, or null if it may take bytes that are not there yet.</returns>
    internal DecodedPacket? DecodeFirst(ReadOnlyMemory<byte> bytes, PacketLayout layout, long offset, bool isAll, out long needed)
    {
        FieldWalker walker = WalkerOver(bytes, layout);
        WalkCursor cursor = walker.Cursor;
        List<DecodedField> fields = walker.Read(layout, "");
        needed = cursor.IsCut ? cursor.Needed : cursor.IsOpenEnded ? long.MaxValue : 0;
        if (needed > 0 && !isAll)
            return null;
        if (cursor.CanGoOn && cursor.Position > 0)
            bytes = bytes[..cursor.Position];
        else
            CheckEnd(fields, cursor, cursor.Part.End);
        return Standing(bytes, layout, offset, fields, cursor.Findings);
    }

    /// <summary>A packet for bytes that are none.</summary>
    internal static DecodedPacket Garbage(ReadOnlyMemory<byte> bytes, PacketDirection? direction, long offset, Finding? finding = null) => new()
    {
        Direction = direction,
        Status = DecodeStatus.Garbage,
        Offset = offset,
        Bytes = bytes,
        Header = [],
        Fields = bytes.IsEmpty ? [] : [new DecodedField("bytes", "bytes", PayloadType, null, 0, null, bytes)],
        Findings =
        [
            finding ?? new Finding(FindingIds.Garbage, Severity.Error, "no packet", "", 0)
            {
                Found = bytes.Length,
                Hint = "no header stands here that its code and payload size bear out; decoding goes on at the next one",
            },
        ],
    };

    /// <summary>A packet of no bytes that tells of bytes which the capture does not hold.</summary>
    internal static DecodedPacket Gap(PacketDirection? direction, long offset, long size) =>
        Garbage(default, direction, offset, new Finding(FindingIds.Gap, Severity.Error, "gap", "", 0)
        {
            Needed = size,
            Found = 0,
            Hint = $"{size} bytes of the stream are not in the capture",
        });

    /// <summary>Opens a packet's ciphertexts and verifies it: once its number and origin are known, and in the order of the input.</summary>
    internal void Open(DecodedPacket packet)
    {
        if (packet.Status != DecodeStatus.Garbage)
            PlaintextOpener.Open(packet, Keys, Ivs);
        else
            Keys?.Authenticate(packet, []);
    }

    /// <summary>Takes a packet apart and leaves its ciphertexts closed.</summary>
    internal DecodedPacket TakeApart(ReadOnlyMemory<byte> bytes, PacketDirection direction, long offset)
    {
        DirectionLayout tables = Protocol.Of(direction)
            ?? throw new ArgumentException($"{Protocol.Name} declares no packets of direction {direction}.", nameof(direction));
        var findings = new List<Finding>();
        int headerSize = tables.Header.Size ?? tables.Header.MinSize;
        var cursor = new WalkCursor(bytes, new WalkPart(headerSize, false, "header", "the header takes more"), findings);
        List<DecodedField> header = new FieldWalker(cursor).Read(tables.Header, "header.");
        ushort? code = NumberOf(header, tables.CodeField) is { } c ? (ushort)c : null;
        if (!cursor.CanGoOn || NumberOf(header, tables.PayloadSizeField) is not { } payloadSize)
            return Result(DecodeStatus.Partial, tables.FindAll(code ?? 0) is [{ } only] ? only : null, null, []);

        long announced = headerSize + (long)payloadSize;
        PacketLayout? layout = tables.Find(code!.Value, (uint)payloadSize);
        if (layout is null)
        {
            findings.Add(UnknownCode(tables, code.Value));
            NoteCut(bytes.Length, announced, "payload", headerSize, findings);
            return Result(DecodeStatus.Unknown, null, announced, PayloadOf(bytes, headerSize, payloadSize));
        }

        PayloadSizes.Check(tables, layout, (uint)payloadSize, findings);
        int end = (int)Math.Min(announced, int.MaxValue);
        var payload = new WalkCursor(bytes, new WalkPart(end, false, "payload", "the payload ends here, as its header says; the packet takes more"), findings)
        {
            CutNote = FormattableString.Invariant($"payload_size {payloadSize}, got {bytes.Length - headerSize}"),
            Position = headerSize,
        };
        List<DecodedField> fields = new FieldWalker(payload).Read(layout, "");
        CheckEnd(fields, payload, end);
        return Result(StatusOf(findings), layout, announced, fields);

        DecodedPacket Result(DecodeStatus status, PacketLayout? found, long? length, IReadOnlyList<DecodedField> fields) => new()
        {
            HeaderLayout = tables.Header,
            Layout = found,
            Direction = direction,
            Status = status,
            Code = code,
            Offset = offset,
            Bytes = bytes,
            AnnouncedLength = length,
            Header = header,
            Fields = fields,
            Findings = findings,
        };
    }

    // A packet of variable size goes as far as it says itself; where it does not, more bytes may be missing.
    private static FieldWalker WalkerOver(ReadOnlyMemory<byte> bytes, PacketLayout layout) =>
        new(new WalkCursor(bytes, new WalkPart(layout.Size ?? bytes.Length, layout.Size is null, "packet", "the packet takes more"), []));

    private static DecodedPacket Standing(ReadOnlyMemory<byte> bytes, PacketLayout layout, long offset, List<DecodedField> fields, List<Finding> findings)
    {
        return new DecodedPacket
        {
            Layout = layout,
            Status = StatusOf(findings),
            Offset = offset,
            Bytes = bytes,
            Header = [],
            Fields = fields,
            Findings = findings,
        };
    }

    private static void CheckEnd(List<DecodedField> fields, WalkCursor cursor, int end)
    {
        int at = cursor.Position;
        int left = cursor.Bytes.Length - at;
        if (left > 0)
        {
            string name = cursor.CanGoOn ? "trailing" : "undecoded";
            if (cursor.CanGoOn)
            {
                cursor.Findings.Add(new Finding(FindingIds.TrailingBytes, Severity.Error, "trailing bytes", name, at)
                {
                    Found = left,
                    Hint = "they stand behind the last field of the table",
                });
            }

            fields.Add(new DecodedField(name, name, PayloadType, null, at, null, cursor.Bytes[at..]));
        }

        bool isExplained = cursor.IsCut || cursor.Findings.Exists(f => f.Id == FindingIds.PartialEntry);
        if (!isExplained)
            NoteCut(cursor.Bytes.Length, end, left > 0 || fields is [] ? "payload" : fields[^1].Path, at, cursor.Findings);
    }

    private static void NoteCut(int available, long announced, string path, int from, List<Finding> findings)
    {
        if (available >= announced)
            return;
        findings.Add(new Finding(FindingIds.Truncated, Severity.Error, "truncated", path, from)
        {
            Needed = announced - from,
            Found = available - from,
            Hint = FormattableString.Invariant($"{announced - available} bytes are missing"),
        });
    }

    private static Finding UnknownCode(DirectionLayout tables, ushort code) =>
        new(FindingIds.UnknownCode, Severity.Error, "unknown code", "header." + tables.CodeField.Name, tables.CodeField.Offset ?? 0)
        {
            Note = FormattableString.Invariant($"{code} (0x{code:x4})"),
            Hint = $"no {tables.Direction.ToString().ToLowerInvariant()} is declared with this code; the payload is shown as bytes",
        };

    private static List<DecodedField> PayloadOf(ReadOnlyMemory<byte> bytes, int headerSize, ulong payloadSize) =>
        bytes.Length == headerSize
            ? []
            : [new DecodedField("payload", "payload", PayloadType, null, headerSize, (int)Math.Min(payloadSize, int.MaxValue), bytes[headerSize..])];

    private static ulong? NumberOf(List<DecodedField> fields, FieldLayout row) =>
        DecodedPacket.Find(fields, row.Name) is { HasNumber: true } field ? field.Number : null;

    private static DecodeStatus StatusOf(List<Finding> findings) =>
        findings.Exists(f => f.Severity == Severity.Error) ? DecodeStatus.Partial : DecodeStatus.Ok;
}
