using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Inspector;

/// <summary>A room's <c>msg.info</c>: the KDC's <c>ip:port</c>, the name, the id and the key, a line each (protocol, 'Files').</summary>
internal static class MsgInfoKeys
{
    /// <summary>True if the first line is an address and the second is no key.</summary>
    public static bool IsOne(string[] lines) => lines.Length >= 2 && Validator.TryEndPoint(lines[0], out _, out _);

    public static KeyFileContent Parse(string[] lines)
    {
        var content = new KeyFileContent("msg.info of a room");
        string id = lines.Length > 2 ? lines[2].Trim() : "", key = lines.Length > 3 ? lines[3].Trim() : "";
        if (id.Length == 0 && key.Length == 0)
            content.Add(new KeyEntry(2, "service key", nameof(KeyRole.Service), null) { OwnerName = lines[1] });
        else if (!Validator.TryId(id, out PrincipalId owner, out _))
            content.AddProblem(3, "the room's id, 32 hex digits");
        else if (LineKeys.KeyOf(key) is not { } material)
            content.AddProblem(4, "the room's key, 32 bytes in base64");
        else
            content.Add(new KeyEntry(4, "service key", nameof(KeyRole.Service), material) { Owner = owner, OwnerName = lines[1] });
        return content;
    }
}
