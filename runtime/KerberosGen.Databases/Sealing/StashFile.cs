using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using KerberosGen.Crypto;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Databases;

/// <summary>
/// The stash file: the master key under which a database's keys are sealed. One line of base64 that stands for 32 random bytes,
/// in a file of mode 0600. Without it the database is of no use to anyone, its owner included.
/// </summary>
public static class StashFile
{
    /// <summary>Its name, where none is given.</summary>
    public const string FileName = "master.key";

    private const int KeySize = 32;
    private const int LineSize = 45;

    /// <summary>The master key in the file; null if there is no such file.</summary>
    /// <exception cref="StoreFailedException">It holds no master key.</exception>
    /// <exception cref="FileModeException">Others than its owner may read it.</exception>
    internal static KeyMaterial? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        PrivateMode.Require(path);
        byte[] text = GC.AllocateUninitializedArray<byte>(LineSize + 3, pinned: true);
        Span<byte> key = stackalloc byte[KeySize];
        try
        {
            using FileStream stream = File.OpenRead(path);
            int size = stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            ReadOnlySpan<byte> line = text.AsSpan(0, size).TrimEnd("\r\n"u8);
            bool isKey = Base64.DecodeFromUtf8(line, key, out int read, out int written) == OperationStatus.Done && read == line.Length && written == KeySize;
            return isKey
                ? new KeyMaterial(key)
                : throw new StoreFailedException($"{path}: this is no master key, which is one line of base64 for {KeySize} bytes. Restore the file from its backup.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The master key in the file, which is made with a new one if it is missing. Of two that make it at once, one does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notice">Is told if it was made.</param>
    /// <exception cref="StoreFailedException">It holds no master key.</exception>
    /// <exception cref="FileModeException">Others than its owner may read it.</exception>
    internal static KeyMaterial ReadOrMake(string path, Action<string> notice)
    {
        if (Read(path) is { } known)
            return known;
        byte[] line = GC.AllocateUninitializedArray<byte>(LineSize, pinned: true);
        Span<byte> key = stackalloc byte[KeySize];
        try
        {
            RandomNumberGenerator.Fill(key);
            Base64.EncodeToUtf8(key, line, out _, out int size);
            line[size] = (byte)'\n';
            AtomicFile.WriteNew(path, line);
            notice($"{path}: made with a new master key. Back it up apart from the database: without it no key in the database can be read.");
            return new KeyMaterial(key);
        }
        catch (IOException) when (File.Exists(path))
        {
            return Read(path)!;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(line);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
