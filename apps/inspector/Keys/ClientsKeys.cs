using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>
/// A KDC's <c>clients.txt</c>: <c>id: name: sha256 hex: last seen</c>, one client a line (protocol, 'Files'). Of what is no
/// key it takes whatever stands there.
/// </summary>
internal static class ClientsKeys
{
    private const string Separator = ": ";
    private const string Expected = "'id: name: password hash: last seen', the id 32 hex digits and the hash 64";

    /// <summary>True if the first line that says anything is a client.</summary>
    public static bool IsOne(string[] lines) => lines.FirstOrDefault(l => l.Length > 0) is { } first && EntryOf(first, 1) is not null;

    public static KeyFileContent Parse(string[] lines)
    {
        var content = new KeyFileContent("clients.txt of a KDC") { ListsClients = true };
        for (int i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            if (EntryOf(lines[i], i + 1) is { } entry)
                content.Add(entry);
            else
                content.AddProblem(i + 1, Expected);
        }

        return content;
    }

    private static KeyEntry? EntryOf(string line, int number)
    {
        string[] fields = line.Split(Separator);
        // The original program takes any name, one with a colon too.
        if (fields.Length < 4 || !Validator.TryId(fields[0].Trim(), out PrincipalId id, out _)
            || !Validator.TryHash(fields[^2].Trim(), out KeyMaterial? key, out _))
            return null;
        return new KeyEntry(number, "password", nameof(KeyRole.Client), key) { Owner = id, OwnerName = string.Join(Separator, fields[1..^2]) };
    }
}
