using System.ComponentModel;
using System.Diagnostics;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>The openssl command, which judges our cryptography. A process costs some milliseconds: not for thousands of messages.</summary>
public static class OpenSsl
{
    /// <summary>AES-256-CMAC, 16 bytes.</summary>
    public static byte[] Cmac(ReadOnlySpan<byte> key, byte[] message) =>
        Run(message, "mac", "-cipher", "AES-256-CBC", "-macopt", $"hexkey:{Convert.ToHexStringLower(key)}", "-binary", "CMAC");

    /// <summary>HKDF-SHA256 without salt, 32 bytes.</summary>
    /// <param name="key">The input keying material.</param>
    /// <param name="info">Text without a NUL.</param>
    public static byte[] Hkdf(ReadOnlySpan<byte> key, string info) =>
        Run([], "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256", "-kdfopt", $"hexkey:{Convert.ToHexStringLower(key)}", "-kdfopt", $"info:{info}", "-binary", "HKDF");

    /// <summary>AES-256-CBC decryption; fails if the padding is not right.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="ciphertext">Whole blocks.</param>
    /// <param name="isPadded">True if PKCS #7 padding is to be taken off.</param>
    public static byte[] DecryptCbc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, byte[] ciphertext, bool isPadded)
    {
        string[] command = ["enc", "-d", "-aes-256-cbc", "-K", Convert.ToHexStringLower(key), "-iv", Convert.ToHexStringLower(iv)];
        return Run(ciphertext, isPadded ? command : [.. command, "-nopad"]);
    }

    private static byte[] Run(byte[] input, params string[] command)
    {
        using Process process = Start(command);
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        Task writing = WriteAsync(process, input);
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        writing.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"openssl {string.Join(' ', command)} failed: {complaints.GetAwaiter().GetResult()}");
        return output.ToArray();
    }

    private static async Task WriteAsync(Process process, byte[] input)
    {
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo("openssl", command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("This test compares with the openssl command, which is not here: install openssl.");
        }
    }
}
