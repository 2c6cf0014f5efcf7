using KerberosGen.Crypto;

namespace KerberosGen.Inspection.Decoding;

/// <summary>What a synthetic IV is made from beside its associated data.</summary>
internal static class ProvableBody
{
    /// <summary>The packet or structure in wire order, without the IV, ciphertexts as padded plaintexts, whatever their padding; null if bytes are missing.</summary>
    /// <param name="packet">The packet that it is or stands in.</param>
    /// <param name="fields">Its fields: those of the packet itself have the header in front.</param>
    /// <param name="iv">The IV among them.</param>
    /// <param name="key">The key that opens them, or must.</param>
    public static byte[]? Of(DecodedPacket packet, IReadOnlyList<DecodedField> fields, DecodedField iv, InspectionKey key)
    {
        var body = new List<byte>();
        if (ReferenceEquals(fields, packet.Fields))
        {
            foreach (DecodedField field in packet.Header)
                body.AddRange(field.Bytes.Span);
        }

        foreach (DecodedField field in fields)
        {
            if (!field.IsComplete)
                return null;
            if (ReferenceEquals(field, iv))
                continue;
            if (field.Layout?.Encryption is null)
                body.AddRange(field.Bytes.Span);
            else if (field.Decryption is { Status: DecryptionStatus.Opened, Plaintext: { } plaintext, PaddingSize: var padding })
                AddPadded(body, plaintext.Bytes.Span, padding);
            else if (Decrypt(field, iv, key) is { } padded)
                body.AddRange(padded);
            else
                return null;
        }

        return [.. body];
    }

    private static byte[]? Decrypt(DecodedField field, DecodedField iv, InspectionKey key)
    {
        byte[] padded = new byte[field.Content.Length];
        return key.Cipher.TryDecrypt(iv.Bytes.Span, field.Content.Span, padded, CipherPadding.None, out _) ? padded : null;
    }

    private static void AddPadded(List<byte> body, ReadOnlySpan<byte> plaintext, int padding)
    {
        body.AddRange(plaintext);
        for (int i = 0; i < padding; i++)
            body.Add((byte)padding);
    }
}
