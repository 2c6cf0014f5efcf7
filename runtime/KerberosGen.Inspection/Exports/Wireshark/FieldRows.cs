using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports.Wireshark;

/// <summary>Writes a packet's fields as the tree has them: their kinds, names, summaries and rules.</summary>
internal sealed class FieldRows(LuaText lua)
{
    public void Write(PacketLayout packet)
    {
        lua.Open($"function packets.{packet.Name}.fields(path)");
        if (packet.Fields.IsEmpty)
        {
            lua.Line("return {}").Close("end");
            return;
        }

        lua.Open("return {");
        foreach (FieldLayout row in packet.Fields)
            lua.Line($"{LuaText.Key(row.Name)} = {Field(row)},");
        if (packet.Align > 0)
            lua.Line($"{EndPadding} = bytes(path, {LuaText.Quote("end-padding")}, {LuaText.Quote("Zero bytes at the end.")}),");
        lua.Close("}").Close("end");
    }

    /// <summary>The member for the padding at a packet's end.</summary>
    public const string EndPadding = "padding_at_end";

    /// <summary>True if a field is shown as its value is read: a check or another field needs it.</summary>
    public static bool HasChecks(FieldLayout? row, FieldType type) => ChecksOf(row, type).Any();

    private static string Field(FieldLayout row)
    {
        FieldType type = row.Type;
        string name = LuaText.Quote(row.Name);
        string summary = LuaText.Quote(SummaryOf(row));
        List<string> options = [.. PartsOf(row)];
        if (type.Entry is { } entry)
        {
            if (type.IsSecret)
                options.Add("is_secret = true");
            return $"list({name}, {Entry(row, entry)}{Options(options)})";
        }

        if (type.Packet is { } packet)
        {
            if (type.IsSecret)
                options.Add("is_secret = true");
            return $"group(path, {name}, {summary}, packets.{packet.Name}{Options(options)})";
        }

        return Leaf(row, type, name, summary, options);
    }

    private static string Entry(FieldLayout row, FieldType entry)
    {
        string name = LuaText.Quote(row.Name);
        string summary = LuaText.Quote(SummaryOf(row));
        return entry.Packet is { } packet
            ? $"group(path, {name}, {summary}, packets.{packet.Name}, {{ is_entry = true }})"
            : Leaf(null, entry, name, summary, []);
    }

    private static string Leaf(FieldLayout? row, FieldType type, string name, string summary, List<string> options)
    {
        if (type.ByteOrder == ByteOrder.LittleEndian && IsOrdered(row, type))
            options.Add("is_little = true");
        if (type.IsSecret)
            options.Add("is_secret = true");
        if (!type.Members.IsEmpty && !type.IsFlags)
            options.Add($"names = names.{type.Name}");
        if (row?.Role == FieldRole.Code)
            options.Add("names = names.code");
        options.AddRange(KindOptions(row, type));
        List<string> checks = [.. ChecksOf(row, type)];
        if (checks.Count > 0)
            options.Add($"checks = {{ {string.Join(", ", checks)} }}");
        return $"{Constructor(row, type)}(path, {name}, {summary}{Options(options)})";
    }

    private static bool IsOrdered(FieldLayout? row, FieldType type) => row?.Bits is { } bits
        ? bits.IntegerSize > 1
        : type.Kind is FieldKind.Unsigned or FieldKind.Signed or FieldKind.Float or FieldKind.Guid or FieldKind.Time && type.Size > 1;

    private static string Constructor(FieldLayout? row, FieldType type)
    {
        if (row?.Checksum is not null)
            return "checksum";
        if (row?.Bits is { IntegerSize: <= 4 })
            return type.Kind == FieldKind.Boolean ? "flag" : "uint_bits";
        bool isSigned = type.Kind == FieldKind.Signed;
        return type.Kind switch
        {
            FieldKind.Boolean => "bool",
            FieldKind.Unsigned or FieldKind.Signed when type.IsLeb128 => type.Bits > 64 ? "digits" : isSigned ? "int64" : "uint64",
            FieldKind.Unsigned when row?.Bits is not null => type.Bits > 32 ? "uint64" : "uint",
            FieldKind.Unsigned or FieldKind.Signed => type.Size switch
            {
                <= 4 => isSigned ? "int" : "uint",
                <= 8 => isSigned ? "int64" : "uint64",
                _ => "digits",
            },
            FieldKind.Float => type.Size == 8 ? "double" : "float",
            FieldKind.Guid => "guid",
            FieldKind.Time => "time",
            FieldKind.Text => "text",
            _ => (type.Display, type.Size) switch
            {
                (BytesDisplay.IPv4, 4) => "ipv4",
                (BytesDisplay.IPv6, 16) => "ipv6",
                _ => "bytes",
            },
        };
    }

    private static IEnumerable<string> KindOptions(FieldLayout? row, FieldType type)
    {
        if (row?.Bits is { } bits)
        {
            ulong mask = ((1UL << type.Bits) - 1) << bits.Shift;
            yield return bits.IntegerSize <= 4
                ? FormattableString.Invariant($"bits = {8 * bits.IntegerSize}, mask = 0x{mask:x}, shift = {bits.Shift}")
                : FormattableString.Invariant($"shift = {bits.Shift}, width = {type.Bits}{(type.Kind == FieldKind.Boolean ? ", is_bool = true" : "")}");
        }

        if (type.Kind == FieldKind.Signed && (type.Size > 8 || type.Bits > 64))
            yield return "is_signed = true";
        if (type.Kind == FieldKind.Time)
            yield return $"per_second = {(type.TimeUnit == UnixTimeUnit.Milliseconds ? 1000 : 1)}";
        if (type.Kind == FieldKind.Text)
            yield return "encoding = " + EncodingOf(type);
        if (type is { Kind: FieldKind.Text, Terminated: true, Size: not null })
            yield return "is_terminated = true";
        if (row is { Constant.IsDefault: false, Bits: null } && !WireRange.IsInteger(type))
            yield return $"constant = \"{Convert.ToHexStringLower(row.Constant.AsSpan())}\"";
        if (HasFlagLines(row, type))
            yield return FlagLines(row!, type);
    }

    /// <summary>True if each flag has a line of its own: Wireshark's masks have up to 32 bits.</summary>
    public static bool HasFlagLines(FieldLayout? row, FieldType type) =>
        row is { Bits: null } && type is { IsFlags: true, IsLeb128: false, Size: 1 or 2 or 4 } && type.Members.Any(m => IsOneBit(m.Value));

    private static string FlagLines(FieldLayout row, FieldType type)
    {
        IEnumerable<string> members = type.Members.Where(m => IsOneBit(m.Value))
            .Select(m => FormattableString.Invariant($"{{ {LuaText.Quote(ExportNames.Of(m.Name))}, 0x{m.Value:x} }}"));
        string order = type.ByteOrder == ByteOrder.LittleEndian && type.Size > 1 ? "true" : "false";
        return FormattableString.Invariant($"flags = flags(path .. {LuaText.Quote("." + row.Name)}, {8 * type.Size}, {order}, {{ {string.Join(", ", members)} }})");
    }

    private static bool IsOneBit(long value) => value > 0 && (value & (value - 1)) == 0;

    private static string EncodingOf(FieldType type) => type.Encoding switch
    {
        TextEncoding.Ascii => "ENC_ASCII",
        TextEncoding.Latin1 => "ENC_ISO_8859_1",
        _ => "ENC_UTF_8",
    };

    private static IEnumerable<string> ChecksOf(FieldLayout? row, FieldType type)
    {
        if (row is { Constant.IsDefault: false, Bits: null } && WireRange.IsInteger(type))
            yield return $"equals({WireRange.Literal(type, WireRange.ValueOf(type, row.Constant.AsSpan()))})";
        if (type.Kind == FieldKind.Boolean && row?.Bits is null)
            yield return "is_bool";
        if (type.IsClosed && !type.Members.IsEmpty && !type.IsFlags)
            yield return $"closed(names.{type.Name})";
        if (type is { IsClosed: true, IsFlags: true, Size: <= 4 })
            yield return FormattableString.Invariant($"closed_flags(0x{type.Members.Aggregate(0L, (all, m) => all | m.Value):x})");
        if (row is { Min: not null } or { Max: not null })
            yield return $"between({Limit(row.Min, "-math.huge")}, {Limit(row.Max, "math.huge")})";
        if (row is { OneOf: [var only], Bits: not null })
            yield return $"equals({WireRange.Literal(type, only)})";
        else if (row is { OneOf.IsEmpty: false })
            yield return $"one_of({string.Join(", ", row.OneOf.Select(v => WireRange.Literal(type, v)))})";
    }

    private static string Limit(double? limit, string none) => limit is { } number ? LuaText.Number(number) : none;

    private static IEnumerable<string> PartsOf(FieldLayout row)
    {
        if (row.Prefix is { } prefix)
        {
            string kind = prefix.Width == 0 || prefix.Width > 4 ? "uint64" : "uint";
            string order = prefix.ByteOrder == ByteOrder.LittleEndian && prefix.Width > 1 ? ", { is_little = true }" : "";
            string part = prefix.IsCount ? "count" : "length";
            yield return $"prefix = {kind}(path, {LuaText.Quote($"{row.Name}-{part}")}, {LuaText.Quote($"The {part} in front of {row.Name}.")}{order})";
        }

        if (row.PadBefore > 0 || row.Align > 0)
            yield return $"padding = bytes(path, {LuaText.Quote(row.Name + "-padding")}, {LuaText.Quote($"Zero bytes in front of {row.Name}.")})";
    }

    private static string SummaryOf(FieldLayout row) => row switch
    {
        { Encryption: { } encryption } => $"{row.Summary} [{encryption.Role} key, IV in {encryption.Iv}]".TrimStart(),
        { SyntheticIv: { } label } => $"{row.Summary} [synthetic, label {label}; not verified here]".TrimStart(),
        _ => row.Summary,
    };

    private static string Options(List<string> options) => options.Count == 0 ? "" : $", {{ {string.Join(", ", options)} }}";
}
