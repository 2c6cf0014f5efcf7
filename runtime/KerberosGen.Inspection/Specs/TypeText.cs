using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Specs;

/// <summary>A type in the words of the written specification.</summary>
internal static class TypeText
{
    /// <summary>The type's column of a packet's table.</summary>
    public static string Of(FieldLayout field) => field.Encryption is { } encryption
        ? "encrypted " + (encryption.Plaintext is { Kind: FieldKind.Text, Size: null } ? "text" : encryption.Plaintext.Name)
        : Of(field.Type);

    /// <summary>How a ciphertext was sealed.</summary>
    public static string Of(EncryptionLayout encryption) =>
        $"{encryption.Role} key, {encryption.Iv}, {(encryption.Padding == CipherPadding.Pkcs7 ? "PKCS #7" : "no padding")}";

    /// <summary>What a type of fixed size holds, for the table of types.</summary>
    public static string Describe(FieldType type)
    {
        string secret = type.IsSecret ? "; secret, never printed" : "";
        return type.Kind switch
        {
            FieldKind.Text when type.Terminated => "UTF-8 text, NUL-padded, a NUL behind it" + secret,
            FieldKind.Text => "UTF-8 text, NUL-padded" + secret,
            FieldKind.Bytes when type.Display == BytesDisplay.IPv4 => "IPv4 address in network order" + secret,
            FieldKind.Bytes => "bytes" + secret,
            _ => string.Join(", ", type.Members.Select(m => FormattableString.Invariant($"{m.Value} {m.Name}"))),
        };
    }

    private static string Of(FieldType type) => type.Kind switch
    {
        FieldKind.List => $"list of {type.Entry!.Name}",
        FieldKind.Unsigned or FieldKind.Signed => IntegerName(type),
        _ => type.Name,
    };

    private static string IntegerName(FieldType type)
    {
        string bits = FormattableString.Invariant($"{(type.Kind == FieldKind.Signed ? "i" : "u")}{type.Size * 8}");
        string order = type.ByteOrder == ByteOrder.BigEndian ? " big-endian" : "";
        return type.Members.IsEmpty ? bits + order : $"{type.Name} {bits}{order}";
    }
}
