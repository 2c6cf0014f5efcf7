using System.Globalization;
using System.Net;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>
/// Bytes of values that hold no others, from JSON as `decode` writes it. What a person may write besides: any number as a string,
/// in decimal, in hex behind <c>0x</c> or as names of its enum; an address as it is shown; bytes in hex of either case.
/// </summary>
internal static class LeafValues
{
    /// <summary>Characters of a value that an error quotes.</summary>
    private const int MostShown = 40;

    /// <summary>A value's bytes, without a prefix and a NUL.</summary>
    /// <exception cref="PackingException">It is none of its type, or does not fit.</exception>
    public static byte[] BytesOf(FieldType type, JsonValue value, string path) => type.Kind switch
    {
        _ when WireNumber.IsNumber(type.Kind) => NumberBytes.Of(type, NumberOf(type, value, path)),
        FieldKind.Text => TextOf(type, value, path),
        FieldKind.Guid => GuidOf(type, value, path),
        _ => HexOf(type, value, path),
    };

    /// <summary>A number's bits, those of a negative one carried to the left.</summary>
    public static UInt128 NumberOf(FieldType type, JsonValue value, string path)
    {
        switch (type.Kind)
        {
            case FieldKind.Boolean when value.Kind is JsonValueKind.True or JsonValueKind.False:
                return value.Kind == JsonValueKind.True ? 1u : 0u;
            case FieldKind.Boolean when value is { Kind: JsonValueKind.String, Text: "true" or "false" }:
                return value.Text == "true" ? 1u : 0u;
            case FieldKind.Float when value.Kind is JsonValueKind.Number or JsonValueKind.String:
                return FloatOf(type, value, path);
            case FieldKind.Time when value.Kind == JsonValueKind.String && value.Text.Contains('-', StringComparison.Ordinal) && value.Text.Contains('T', StringComparison.Ordinal):
                return TimeOf(type, value, path);
        }

        if (value.Kind is not (JsonValueKind.Number or JsonValueKind.String))
            throw WrongType(type, value, path);
        return IntegerOf(type, value, path);
    }

    private static UInt128 IntegerOf(FieldType type, JsonValue value, string path)
    {
        string text = value.Text;
        UInt128 huge = 0;
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = isHex
            ? UInt128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out huge)
            : Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                || UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out huge);
        if (!isNumber && value.Kind == JsonValueKind.String && NamedOf(type, text) is { } named)
            return named;
        if (!isNumber)
        {
            bool isDigits = text.AsSpan().TrimStart('-') is { Length: > 0 } rest && !rest.ContainsAnyExceptInRange('0', '9');
            throw isDigits ? DoesNotFit(type, value, path) : WrongType(type, value, path);
        }

        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 number))
            number = unchecked((Int128)huge);
        if (!NumberBytes.Fits(type, number, huge > (UInt128)Int128.MaxValue))
            throw DoesNotFit(type, value, path);
        return unchecked((UInt128)number);
    }

    private static UInt128? NamedOf(FieldType type, string text)
    {
        if (type.Members.IsEmpty)
            return null;
        long sum = 0;
        string[] names = text.Split('|', StringSplitOptions.TrimEntries);
        if (names.Length > 1 && !type.IsFlags)
            return null;
        foreach (string name in names)
        {
            if (type.Members.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } member)
                sum |= member.Value;
            else if (name.StartsWith("0x", StringComparison.Ordinal) && long.TryParse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long rest))
                sum |= rest;
            else
                return null;
        }

        return NumberBytes.IsSigned(type) ? unchecked((UInt128)sum) : unchecked((ulong)sum);
    }

    private static UInt128 FloatOf(FieldType type, JsonValue value, string path)
    {
        const NumberStyles Style = NumberStyles.Float;
        string text = value.Text;
        (bool isParsed, bool isFinite, UInt128 bits) = type.Size switch
        {
            2 => (Half.TryParse(text, Style, CultureInfo.InvariantCulture, out Half half), Half.IsFinite(half), (UInt128)BitConverter.HalfToUInt16Bits(half)),
            4 => (float.TryParse(text, Style, CultureInfo.InvariantCulture, out float single), float.IsFinite(single), (UInt128)BitConverter.SingleToUInt32Bits(single)),
            _ => (double.TryParse(text, Style, CultureInfo.InvariantCulture, out double wide), double.IsFinite(wide), (UInt128)BitConverter.DoubleToUInt64Bits(wide)),
        };
        if (!isParsed)
            throw WrongType(type, value, path);
        bool isMeant = text.EndsWith("Infinity", StringComparison.Ordinal) || text == "NaN";
        return isFinite || isMeant ? bits : throw Problem(FindingIds.DoesNotFit, value, path, $"is too large for {TypeText(type)}");
    }

    private static UInt128 TimeOf(FieldType type, JsonValue value, string path)
    {
        if (!DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
            throw WrongType(type, value, path);
        long ticks = type.TimeUnit == UnixTimeUnit.Milliseconds ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;
        (long count, long rest) = Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, ticks);
        if (rest != 0 || !NumberBytes.Fits(type, count, isHuge: false))
            throw Problem(FindingIds.DoesNotFit, value, path, $"takes whole {type.TimeUnit.ToString().ToLowerInvariant()} since 1970 in {TypeText(type)}");
        return unchecked((UInt128)(Int128)count);
    }

    private static byte[] TextOf(FieldType type, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.String)
            throw WrongType(type, value, path);
        byte[] buffer = new byte[3 * value.Text.Length];
        if (!WireText.TryEncode(type.Encoding, value.Text, buffer, out int size))
            throw Problem(FindingIds.WrongType, value, path, $"has characters that {type.Encoding.ToString().ToLowerInvariant()} text cannot hold");
        if (type.Size is not { } fixedSize)
            return buffer[..size];
        if (size > fixedSize)
            throw Problem(FindingIds.DoesNotFit, value, path, $"takes {Count(size, "byte")} of text; the field has {fixedSize}");
        if (buffer.AsSpan(0, size).Contains((byte)0))
            throw Problem(FindingIds.WrongType, value, path, "holds a NUL, at which the text would end");
        byte[] bytes = new byte[fixedSize];
        buffer.AsSpan(0, size).CopyTo(bytes);
        return bytes;
    }

    private static byte[] GuidOf(FieldType type, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.String || !Guid.TryParse(value.Text, out Guid guid))
            throw WrongType(type, value, path);
        return guid.ToByteArray(type.ByteOrder == ByteOrder.BigEndian);
    }

    private static byte[] HexOf(FieldType type, JsonValue value, string path)
    {
        if (value.Kind != JsonValueKind.String)
            throw WrongType(type, value, path);
        byte[] bytes = type.Display is BytesDisplay.IPv4 or BytesDisplay.IPv6 && IPAddress.TryParse(value.Text, out IPAddress? address) && value.Text.AsSpan().ContainsAny('.', ':')
            ? address.GetAddressBytes()
            : ParseHex(type, value, path);
        if (type.Size is { } size && size != bytes.Length)
            throw Problem(FindingIds.DoesNotFit, value, path, $"takes {Count(size, "byte")}, found {bytes.Length}");
        return bytes;
    }

    private static byte[] ParseHex(FieldType type, JsonValue value, string path)
    {
        string text = value.Text;
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            throw WrongType(type, value, path);
        return Convert.FromHexString(text);
    }

    private static PackingException WrongType(FieldType type, JsonValue value, string path)
    {
        string expected = type.Kind switch
        {
            FieldKind.Boolean => "true or false",
            FieldKind.Float => "a number",
            FieldKind.Time => "a time such as 2026-01-31T12:00:00Z",
            FieldKind.Text => "a string",
            FieldKind.Guid => "a UUID",
            _ when !type.Members.IsEmpty => $"a whole number or a name of {type.Name}: {Some(type.Members.Select(m => m.Name))}",
            FieldKind.Unsigned or FieldKind.Signed => $"a whole number, {NumberBytes.RangeOf(type)}",
            _ when type.Display is BytesDisplay.IPv4 or BytesDisplay.IPv6 => "an address or hex",
            _ => type.Size is { } size ? "hex of " + Count(size, "byte") : "hex, two digits a byte",
        };
        return Problem(FindingIds.WrongType, value, path, $"takes {expected}; found {Found(type, value)}");
    }

    private static PackingException DoesNotFit(FieldType type, JsonValue value, string path) =>
        Problem(FindingIds.DoesNotFit, value, path, $"takes {NumberBytes.RangeOf(type)} ({TypeText(type)}); found {Found(type, value)}");

    private static string TypeText(FieldType type) => type.Bits > 0 ? Count(type.Bits, "bit") : Count(type.Size ?? 0, "byte");

    private static string Count(int count, string unit) => FormattableString.Invariant($"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string Found(FieldType type, JsonValue value) => value switch
    {
        _ when type.IsSecret => value.KindName,
        { Kind: JsonValueKind.Number } => value.Text.Length <= MostShown ? value.Text : value.Text[..MostShown] + "...",
        { Kind: JsonValueKind.String, Text.Length: <= MostShown } => DisplayText.Quote(System.Text.Encoding.UTF8.GetBytes(value.Text)),
        _ => value.KindName,
    };

    private static string Some(IEnumerable<string> names)
    {
        string[] first = [.. names.Take(9)];
        return string.Join(", ", first.Take(8)) + (first.Length > 8 ? ", ..." : "");
    }

    private static PackingException Problem(string id, JsonValue value, string path, string problem) => new(id, path, value.Line, problem);
}
