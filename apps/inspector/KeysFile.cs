using System.Security.Cryptography;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Reads keys from a file that its owner alone can read: lines <c>Client: KEY</c>, <c>Service: KEY</c>,
/// <c>Session: KEY</c> (hex or base64 of 32 bytes), <c>password: TEXT</c>, and <c># comments</c>. Messages never quote a line.
/// </summary>
internal static class KeysFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static bool TryRead(string path, KeyChain keys, out string error)
    {
        string shown = DisplayText.Escape(path);
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) is not UnixFileMode.None)
            {
                error = $"{shown} holds keys and others may open it; run `chmod 600 {shown}` first";
                return false;
            }

            int number = 0;
            foreach (string line in File.ReadLines(path))
            {
                number++;
                if (TryAdd(line, keys))
                    continue;
                error = FormattableString.Invariant(
                    $"{shown}, line {number}: expected 'Client:', 'Service:' or 'Session:' and 32 bytes in hex or base64, or 'password:' and a text");
                return false;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error = DisplayText.Escape(exception.Message);
            return false;
        }

        error = "";
        return true;
    }

    private static bool TryAdd(string line, KeyChain keys)
    {
        if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            return true;
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return false;
        string name = line[..colon].Trim();
        string value = line[(colon + 1)..];
        if (name.Equals("password", StringComparison.OrdinalIgnoreCase))
        {
            // One space belongs to the line's form; the password may begin and end with others.
            using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(value.StartsWith(' ') ? value[1..] : value));
            keys.Add(KeyRole.Client, key.Bytes);
            return true;
        }

        if (!Enum.TryParse(name, ignoreCase: true, out KeyRole role) || !Enum.IsDefined(role) || char.IsAsciiDigit(name[0]))
            return false;
        Span<byte> bytes = stackalloc byte[AesCbc.KeySize];
        if (!TryParseKey(value.Trim(), bytes))
            return false;
        keys.Add(role, bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return true;
    }

    private static bool TryParseKey(string text, Span<byte> key) => text.Length == 2 * AesCbc.KeySize
        ? Convert.FromHexString(text, key, out _, out int written) == System.Buffers.OperationStatus.Done && written == key.Length
        : Convert.TryFromBase64String(text, key, out int decoded) && decoded == key.Length;
}
