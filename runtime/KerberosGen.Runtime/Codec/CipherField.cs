using System.Security.Cryptography;
using KerberosGen.Crypto;

namespace KerberosGen.Codec;

/// <summary>Seals and opens encrypted fields, for generated code. Nothing is allocated; plaintext on the stack is cleared.</summary>
public static class CipherField
{
    /// <summary>Encrypts a value of fixed size into a ciphertext of fixed size.</summary>
    public static void Seal<TPlaintext, TCiphertext>(
        AesCbc cipher, ReadOnlySpan<byte> iv, scoped in TPlaintext plaintext, CipherPadding padding, out TCiphertext ciphertext)
        where TPlaintext : struct, IFixedSize<TPlaintext>
        where TCiphertext : struct, IFixedSize<TCiphertext>
    {
        Span<byte> clear = stackalloc byte[TPlaintext.Size];
        Span<byte> sealedBytes = stackalloc byte[TCiphertext.Size];
        plaintext.WriteUnchecked(ref clear[0]);
        cipher.Encrypt(iv, clear, sealedBytes, padding);
        CryptographicOperations.ZeroMemory(clear);
        TCiphertext.ReadUnchecked(in sealedBytes[0], out ciphertext);
    }

    /// <summary>Decrypts a ciphertext of fixed size into a value of fixed size; false if padding or size is not right.</summary>
    public static bool TryOpen<TCiphertext, TPlaintext>(
        AesCbc cipher, ReadOnlySpan<byte> iv, scoped in TCiphertext ciphertext, CipherPadding padding, out TPlaintext plaintext)
        where TCiphertext : struct, IFixedSize<TCiphertext>
        where TPlaintext : struct, IFixedSize<TPlaintext>
    {
        Span<byte> sealedBytes = stackalloc byte[TCiphertext.Size];
        Span<byte> clear = stackalloc byte[TCiphertext.Size];
        ciphertext.WriteUnchecked(ref sealedBytes[0]);
        bool opened = cipher.TryDecrypt(iv, sealedBytes, clear, padding, out int size) && size == TPlaintext.Size;
        if (opened)
            TPlaintext.ReadUnchecked(in clear[0], out plaintext);
        else
            plaintext = default;
        CryptographicOperations.ZeroMemory(clear);
        return opened;
    }

    /// <summary>Encrypts bytes into the caller's buffer.</summary>
    /// <returns>The ciphertext, at the beginning of <paramref name="buffer"/>.</returns>
    public static ReadOnlySpan<byte> Seal(
        AesCbc cipher, scoped ReadOnlySpan<byte> iv, scoped ReadOnlySpan<byte> plaintext, CipherPadding padding, Span<byte> buffer) =>
        buffer[..cipher.Encrypt(iv, plaintext, buffer, padding)];

    /// <summary>Decrypts bytes into the caller's buffer, which is at least as long as the ciphertext.</summary>
    public static bool TryOpen(
        AesCbc cipher, scoped ReadOnlySpan<byte> iv, scoped ReadOnlySpan<byte> ciphertext, CipherPadding padding, Span<byte> buffer, out ReadOnlySpan<byte> plaintext)
    {
        bool opened = cipher.TryDecrypt(iv, ciphertext, buffer, padding, out int size);
        plaintext = buffer[..size];
        return opened;
    }
}
