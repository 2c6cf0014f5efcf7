using KerberosGen.Crypto;
using KerberosGen.Inspection.Decoding;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Packing;

/// <summary>Seals plaintexts that are set, with the key that opened the one before and the packet's IV, or the one that is set beside it.</summary>
internal sealed class PlaintextSealer(IReadOnlyList<FieldAssignment> assignments, IKeyRing? keys)
{
    /// <summary>True if the packet has the ciphertext and a key opened it.</summary>
    public bool CanSeal(DecodedPacket packet, FieldAssignment assignment) => KeyOf(packet, FieldOf(packet, assignment.FieldPath)) is not null;

    /// <summary>For a plaintext its ciphertext, otherwise the assignment itself.</summary>
    /// <exception cref="PackingException">The value is none of the plaintext's type, or no whole blocks where nothing pads it.</exception>
    public FieldAssignment Sealed(DecodedPacket packet, FieldAssignment assignment)
    {
        if (!assignment.IsOfPlaintext)
            return assignment;
        DecodedField field = FieldOf(packet, assignment.FieldPath)!;
        EncryptionLayout encryption = field.Layout!.Encryption!;
        DraftSetter.CheckSecret(encryption.Plaintext.IsSecret || field.IsSecret, assignment);
        byte[] clear = LeafValues.BytesOf(encryption.Plaintext, JsonValue.Of(assignment.Value), assignment.Path);
        int size = AesCbc.CiphertextSize(clear.Length, encryption.Padding);
        if (size % AesCbc.BlockSize != 0)
            throw new PackingException(FindingIds.DoesNotFit, assignment.Path, 0, FormattableString.Invariant($"takes whole blocks of {AesCbc.BlockSize} bytes, found {clear.Length}"));
        byte[] ciphertext = new byte[size];
        KeyOf(packet, field)!.Cipher.Encrypt(IvOf(packet, field, encryption), clear, ciphertext, encryption.Padding);
        return assignment.Sealed(ciphertext);
    }

    private static DecodedField? FieldOf(DecodedPacket packet, string path) =>
        packet.Leaves().FirstOrDefault(f => f.Path == path && f.Decryption?.Status == DecryptionStatus.Opened);

    private InspectionKey? KeyOf(DecodedPacket packet, DecodedField? field) =>
        field is null ? null : keys?.CandidatesFor(field.Decryption!.Role, packet).FirstOrDefault(k => k.Name == field.Decryption.KeyName);

    private byte[] IvOf(DecodedPacket packet, DecodedField field, EncryptionLayout encryption)
    {
        string path = field.Path[..^field.Name.Length] + encryption.Iv;
        DecodedField iv = packet.Leaves().First(f => f.Path == path);
        return assignments.LastOrDefault(a => a.Path == path) is { } named
            ? LeafValues.BytesOf(iv.Type, JsonValue.Of(named.Value), path)
            : iv.Bytes.ToArray();
    }
}
