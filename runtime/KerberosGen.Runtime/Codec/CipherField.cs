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

    /// <summary>Puts the padded plaintext where the ciphertext is to be: what a synthetic IV is made of.</summary>
    public static void Pad<TPlaintext, TCiphertext>(scoped in TPlaintext plaintext, CipherPadding padding, out TCiphertext padded)
        where TPlaintext : struct, IFixedSize<TPlaintext>
        where TCiphertext : struct, IFixedSize<TCiphertext>
    {
        Span<byte> clear = stackalloc byte[TPlaintext.Size];
        Span<byte> blocks = stackalloc byte[TCiphertext.Size];
        plaintext.WriteUnchecked(ref clear[0]);
        AesCbc.Pad(clear, padding, blocks);
        TCiphertext.ReadUnchecked(in blocks[0], out padded);
        CryptographicOperations.ZeroMemory(clear);
        CryptographicOperations.ZeroMemory(blocks);
    }

    /// <summary>Writes the padded plaintext to the caller's buffer: what a synthetic IV is made of.</summary>
    public static ReadOnlySpan<byte> Pad(scoped ReadOnlySpan<byte> plaintext, CipherPadding padding, Span<byte> buffer) =>
        buffer[..AesCbc.Pad(plaintext, padding, buffer)];

    /// <summary>Decrypts, and leaves the padding unread.</summary>
    public static void Decrypt<TCiphertext>(AesCbc cipher, scoped ReadOnlySpan<byte> iv, scoped in TCiphertext ciphertext, out TCiphertext padded)
        where TCiphertext : struct, IFixedSize<TCiphertext>
    {
        Span<byte> sealedBytes = stackalloc byte[TCiphertext.Size];
        Span<byte> blocks = stackalloc byte[TCiphertext.Size];
        ciphertext.WriteUnchecked(ref sealedBytes[0]);
        cipher.TryDecrypt(iv, sealedBytes, blocks, CipherPadding.None, out _);
        TCiphertext.ReadUnchecked(in blocks[0], out padded);
        CryptographicOperations.ZeroMemory(blocks);
    }

    /// <summary>
    /// Decrypts into the caller's buffer, and leaves the padding unread. As many bytes as the ciphertext has: zeros if these are not
    /// whole blocks, so that no MAC takes them for a shorter ciphertext.
    /// </summary>
    public static ReadOnlySpan<byte> Decrypt(AesCbc cipher, scoped ReadOnlySpan<byte> iv, scoped ReadOnlySpan<byte> ciphertext, Span<byte> buffer)
    {
        Span<byte> padded = buffer[..ciphertext.Length];
        if (!cipher.TryDecrypt(iv, ciphertext, padded, CipherPadding.None, out _))
            padded.Clear();
        return padded;
    }

    /// <summary>Takes the padding off a value of fixed size; false if it is not right.</summary>
    public static bool TryUnpad<TCiphertext, TPlaintext>(scoped in TCiphertext padded, CipherPadding padding, out TPlaintext plaintext)
        where TCiphertext : struct, IFixedSize<TCiphertext>
        where TPlaintext : struct, IFixedSize<TPlaintext>
    {
        Span<byte> blocks = stackalloc byte[TCiphertext.Size];
        padded.WriteUnchecked(ref blocks[0]);
        bool isRight = AesCbc.TryUnpad(blocks, padding, out int size) && size == TPlaintext.Size;
        if (isRight)
            TPlaintext.ReadUnchecked(in blocks[0], out plaintext);
        else
            plaintext = default;
        CryptographicOperations.ZeroMemory(blocks);
        return isRight;
    }

    /// <summary>Takes the padding off; false, and nothing, if it is not right or these are not whole blocks.</summary>
    public static bool TryUnpad(ReadOnlySpan<byte> padded, CipherPadding padding, out ReadOnlySpan<byte> plaintext)
    {
        int size = 0;
        bool isRight = padded.Length % AesCbc.BlockSize == 0 && AesCbc.TryUnpad(padded, padding, out size);
        plaintext = padded[..size];
        return isRight;
    }
}
