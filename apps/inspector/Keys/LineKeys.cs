using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Layout;
using KerberosGen.Packets;

namespace KerberosGen.Inspector;

/// <summary>
/// Lines <c>ROLE: KEY</c> (hex or base64 of 32 bytes; of the chat protocol <c>Client</c>, <c>Service</c>, <c>Session</c>),
/// <c>password: TEXT</c> for a client's key, and <c># comments</c>.
/// </summary>
internal static class LineKeys
{
    /// <summary>The roles of a protocol's keys, by its own names.</summary>
    public static string[] RolesOf(ProtocolLayout protocol) =>
    [
        .. protocol.Packets.SelectMany(p => p.Fields).Select(f => f.Encryption?.Role).OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    public static KeyFileContent Parse(string[] lines, string[] roles)
    {
        var content = new KeyFileContent("lines of keys") { TakesPasswords = HasPasswords(roles) && !lines.Any(l => NamesRole(l, roles)) };
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || lines[i][0] == '#')
                continue;
            if (EntryOf(lines[i], i + 1, roles) is { } entry)
                content.Add(entry);
            else
                content.AddProblem(i + 1, Expected(roles));
        }

        return content;
    }

    /// <summary>A key of 32 bytes in hex or base64, or null.</summary>
    public static KeyMaterial? KeyOf(string text)
    {
        Span<byte> bytes = stackalloc byte[AesCbc.KeySize];
        bool isKey = text.Length == 2 * AesCbc.KeySize
            ? Convert.FromHexString(text, bytes, out _, out int written) == OperationStatus.Done && written == bytes.Length
            : Convert.TryFromBase64String(text, bytes, out int decoded) && decoded == bytes.Length;
        KeyMaterial? key = isKey ? new KeyMaterial(bytes) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The key that a password stands for.</summary>
    public static KeyMaterial KeyOfPassword(string password)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(password);
        var key = KeyMaterial.FromPassword(utf8);
        CryptographicOperations.ZeroMemory(utf8);
        return key;
    }

    private static bool NamesRole(string line, string[] roles) =>
        roles.Any(r => line.StartsWith(r + ":", StringComparison.OrdinalIgnoreCase));

    private static KeyEntry? EntryOf(string line, int number, string[] roles)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        string name = line[..colon].Trim();
        string value = line[(colon + 1)..];
        // One space belongs to the line's form; the password may begin and end with others.
        if (HasPasswords(roles) && name.Equals("password", StringComparison.OrdinalIgnoreCase))
            return new KeyEntry(number, "password", nameof(KeyRole.Client), KeyOfPassword(value.StartsWith(' ') ? value[1..] : value));
        return roles.FirstOrDefault(r => r.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } role && KeyOf(value.Trim()) is { } key
            ? new KeyEntry(number, role + " key", role, key)
            : null;
    }

    private static string Expected(string[] roles)
    {
        IEnumerable<string> names = roles.Select(r => $"'{r}:'");
        string all = roles.Length == 1 ? names.Single() : string.Join(", ", names.SkipLast(1)) + " or " + names.Last();
        return $"{all} and 32 bytes in hex or base64{(HasPasswords(roles) ? ", or 'password:' and a text" : "")}";
    }

    // A password makes a client's key; another protocol's keys are made by its own rules.
    private static bool HasPasswords(string[] roles) => roles.Contains(nameof(KeyRole.Client));
}
