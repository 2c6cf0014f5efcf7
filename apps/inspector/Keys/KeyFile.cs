using System.Text;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Packets;


namespace KerberosGen.Inspector;

/// <summary>
/// Reads a file with keys that its owner alone can read: lines of keys and passwords, and the chat system's own files as the
/// seed names them, by what stands in them.
/// </summary>
internal static class KeyFile
{
    private const int MaxSize = 64 * 1024 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="protocol">Whose keys it may hold.</param>
    /// <param name="content">What it says, for the caller to dispose.</param>
    /// <param name="error">If it cannot be read, or must not be: why.</param>
    public static bool TryRead(string path, ProtocolLayout protocol, out KeyFileContent content, out string error)
    {
        content = null!;
        if (!TryReadPrivate(path, out byte[] bytes, out error))
            return false;
        content = Parse(bytes, LineKeys.RolesOf(protocol));
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    /// <summary>Reads a file's bytes, unless others may read it too.</summary>
    public static bool TryReadPrivate(string path, out byte[] bytes, out string error)
    {
        string shown = DisplayText.Escape(path);
        bytes = [];
        error = "";
        try
        {
            if (!OperatingSystem.IsWindows() && !Directory.Exists(path) && (File.GetUnixFileMode(path) & Others) is not UnixFileMode.None)
            {
                error = $"{shown} holds keys and others may open it; run `chmod 600 {shown}` first";
                return false;
            }

            using FileStream stream = File.OpenRead(path);
            using var all = new MemoryStream();
            byte[] piece = new byte[64 * 1024];
            while (stream.Read(piece) is var got and > 0)
            {
                all.Write(piece, 0, got);
                if (all.Length <= MaxSize)
                    continue;
                error = $"{shown} is longer than {MaxSize} bytes; no file with keys is";
                return false;
            }

            bytes = all.ToArray();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            error = FileTrouble.Of(exception, path);
            return false;
        }
    }

    private static KeyFileContent Parse(ReadOnlySpan<byte> bytes, string[] roles)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        // Only the chat system has files of its own.
        bool isChat = roles.Contains(nameof(KeyRole.Client)) && roles.Contains(nameof(KeyRole.Service));
        if (isChat && bytes.TrimStart(" \t\r\n"u8) is [(byte)'[' or (byte)'{', ..])
            return JsonKeys.Parse(bytes);
        string[] lines = [.. Encoding.UTF8.GetString(bytes).Split('\n').Select(l => l.TrimEnd('\r'))];
        return isChat && ClientsKeys.IsOne(lines) ? ClientsKeys.Parse(lines)
            : isChat && MsgInfoKeys.IsOne(lines) ? MsgInfoKeys.Parse(lines)
            : LineKeys.Parse(lines, roles);
    }
}
