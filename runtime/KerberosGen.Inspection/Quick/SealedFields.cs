using KerberosGen.Inspection.Decoding;

namespace KerberosGen.Inspection.Quick;

/// <summary>The fields of a structure that are encrypted under one IV.</summary>
/// <param name="role">Whose key encrypts them.</param>
/// <param name="iv">The IV's 16 bytes.</param>
/// <param name="ciphertexts">Where each stands, in wire order.</param>
internal sealed class SealedFields(string role, Stretch iv, Stretch[] ciphertexts)
{
    /// <summary>True unless the IV came before with another message.</summary>
    public bool IsFresh(in QuickPacket packet, SeenIvs ivs, int number)
    {
        int message = 0;
        foreach (Stretch ciphertext in ciphertexts)
            message = SeenIvs.Mix(message, ciphertext.In(packet));
        return ivs.Note(role, iv.In(packet), message, number) is null;
    }
}
