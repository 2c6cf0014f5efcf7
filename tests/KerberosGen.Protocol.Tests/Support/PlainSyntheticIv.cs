using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;

namespace KerberosGen.Protocol.Tests;

/// <summary>Synthetic IVs from the rule's own words, and not with the generated code. The MAC is the toolkit's, which its own tests hold against others'.</summary>
internal static class PlainSyntheticIv
{
    public static byte[] Make(byte[] key, string label, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> body)
    {
        byte[] macKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.ASCII.GetBytes("KerberosGen v24 " + label));
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, associated.Length);
        byte[] iv = new byte[16];
        using var mac = new AesCmac(macKey);
        mac.Compute([.. length, .. associated, .. body], iv);
        return iv;
    }

    /// <summary>PKCS7 to whole blocks of 16.</summary>
    public static byte[] Pad(byte[] plaintext)
    {
        int padding = 16 - (plaintext.Length % 16);
        return [.. plaintext, .. Enumerable.Repeat((byte)padding, padding)];
    }
}
