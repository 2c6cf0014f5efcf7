using System.Security.Cryptography;
using System.Text;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Reads keys from a file that its owner alone can read: lines <c>ROLE: KEY</c> (hex or base64 of 32 bytes; of the chat protocol
/// <c>Client</c>, <c>Service</c>, <c>Session</c>), <c>password: TEXT</c> for a client's key, and <c># comments</c>. Messages never
/// quote a line.
/// </summary>
internal static class KeysFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static bool TryRead(string path, ProtocolLayout protocol, KeyChain keys, out string error)
    {
        string shown = DisplayText.Escape(path);
        string[] roles = RolesOf(protocol);
        if (roles.Length == 0)
        {
            error = $"{protocol.Name} declares nothing that is encrypted: there is nothing for keys to open";
            return false;
        }

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
                if (TryAdd(line, roles, keys))
                    continue;
                error = FormattableString.Invariant(
                    $"{shown}, line {number}: expected {NamesOf(roles)} and 32 bytes in hex or base64{(HasPasswords(roles) ? ", or 'password:' and a text" : "")}");
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

    private static string[] RolesOf(ProtocolLayout protocol) =>
    [
        .. protocol.Packets.SelectMany(p => p.Fields).Select(f => f.Encryption?.Role).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    private static string NamesOf(string[] roles)
    {
        IEnumerable<string> names = roles.Select(r => $"'{r}:'");
        return roles.Length == 1 ? names.Single() : string.Join(", ", names.SkipLast(1)) + " or " + names.Last();
    }

    // A password makes a client's key; another protocol's keys are made by its own rules.
    private static bool HasPasswords(string[] roles) => roles.Contains(nameof(KeyRole.Client));

    private static bool TryAdd(string line, string[] roles, KeyChain keys)
    {
        if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            return true;
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return false;
        string name = line[..colon].Trim();
        string value = line[(colon + 1)..];
        if (HasPasswords(roles) && name.Equals("password", StringComparison.OrdinalIgnoreCase))
        {
            // One space belongs to the line's form; the password may begin and end with others.
            using KeyMaterial key = KeyMaterial.FromPassword(Encoding.UTF8.GetBytes(value.StartsWith(' ') ? value[1..] : value));
            keys.Add(KeyRole.Client, key.Bytes);
            return true;
        }

        if (roles.FirstOrDefault(r => r.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } role)
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
