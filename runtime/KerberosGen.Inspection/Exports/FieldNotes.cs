using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Exports;

/// <summary>What a field is for, with what no table of another form says of it.</summary>
internal static class FieldNotes
{
    /// <summary>Sentences on one line; empty if there is nothing to say.</summary>
    public static string Of(FieldLayout field) => string.Join(" ", PartsOf(field).Where(p => p.Length > 0));

    private static IEnumerable<string> PartsOf(FieldLayout field)
    {
        FieldType type = field.Type;
        yield return field.Summary;
        if (field.Encryption is { } encryption)
            yield return $"AES-256-CBC, {encryption.Role} key, IV in {encryption.Iv}, {(encryption.Padding == CipherPadding.Pkcs7 ? "PKCS #7" : "no padding")}; under it {encryption.Plaintext.Name}.";
        if (field.SyntheticIv is { } label)
            yield return $"A synthetic IV: AES-256-CMAC of the packet, label {label}; not verified here.";
        if (type.IsSecret)
            yield return "Secret.";
        if (field.Checksum is { } checksum)
            yield return $"{checksum.Name} {RangeOf(checksum)}; not verified here.";
        if (field.IsComputed)
            yield return "It follows from the other fields; not verified here.";
        yield return OfType(type);
        if (type.Entry is { } entry)
            yield return OfType(entry);
    }

    private static string OfType(FieldType type) => type.Kind switch
    {
        FieldKind.Time => $"{type.TimeUnit} since 1970-01-01 00:00:00 UTC.",
        FieldKind.Guid => type.ByteOrder == ByteOrder.BigEndian ? "A UUID (RFC 9562)." : "A UUID with its first three parts little-endian.",
        FieldKind.Float when type.Size == 2 => $"A floating-point number of two bytes ({OrderOf(type)}, IEEE 754 binary16).",
        FieldKind.Unsigned or FieldKind.Signed when type.Size > 8 => $"{(type.Kind == FieldKind.Signed ? "A signed" : "An unsigned")} integer of {type.Size} bytes, {OrderOf(type)}.",
        _ when type is { Kind: FieldKind.Bytes, Display: BytesDisplay.IPv4 or BytesDisplay.IPv6 } => $"{type.Display} address in network order.",
        _ when type.IsFlags => $"Flags: {string.Join(", ", type.Members.Select(m => FormattableString.Invariant($"0x{m.Value:x} {m.Name}")))}.",
        _ => "",
    };

    private static string OrderOf(FieldType type) => type.ByteOrder == ByteOrder.BigEndian ? "big-endian" : "little-endian";

    private static string RangeOf(ChecksumLayout checksum) => (checksum.From, checksum.To) switch
    {
        (null, null) => "of all before it",
        (null, { } to) => $"up to {to}",
        ({ } from, null) => $"from {from} on",
        var (from, to) => $"of {from} to {to}",
    };
}
