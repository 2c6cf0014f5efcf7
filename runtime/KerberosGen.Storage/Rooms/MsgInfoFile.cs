using System.Net;
using System.Text;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>
/// msg.info: the default room. A line each: the KDC's <c>ip:port</c>, the name and, once it is registered, the id as 32 hex
/// digits and the key in base64 (protocol, 'Files').
/// </summary>
public static class MsgInfoFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "msg.info";

    /// <summary>The name of a default room that nobody named.</summary>
    public const string DefaultName = "Printer 1";

    /// <summary>Reads the file; a missing one is made, with this KDC and the name <c>Printer 1</c>. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <param name="directory">The room's directory; it must be there.</param>
    /// <param name="kdc">The KDC of a file that is made; an existing file's own KDC stands.</param>
    /// <exception cref="FileFormatException">The file makes no sense.</exception>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    public static MsgInfo ReadOrCreate(string directory, IPEndPoint kdc)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path);
        if (Utf8File.ReadLines(path) is { } lines)
            return Parse(path, lines);
        var made = new MsgInfo(kdc, new PrincipalName(DefaultName), null, null);
        Write(directory, made);
        return made;
    }

    /// <summary>Replaces the file.</summary>
    /// <exception cref="ArgumentException">The room breaks the protocol's rules, or has an id without a key or a key without an id.</exception>
    /// <exception cref="IOException">It could not be written; the old file is whole.</exception>
    public static void Write(string directory, MsgInfo room)
    {
        PrincipalName name = room.Name;
        if (!Validator.IsName(in name, out string? problem))
            throw new ArgumentException(problem, nameof(room));
        if (room.Id is null != room.Key is null || (room.Key is { } key && key.Bytes.Length != AesKey.Size))
            throw new ArgumentException($"A registered room has an id and a key of {AesKey.Size} bytes, another room has neither.", nameof(room));
        string registration = room is { Id: { } id, Key: { } known } ? $"{id}\n{Convert.ToBase64String(known.Bytes)}\n" : "";
        AtomicFile.Write(Path.Combine(directory, FileName), Encoding.UTF8.GetBytes($"{EndPointText.Of(room.Kdc)}\n{name}\n{registration}"));
    }

    private static MsgInfo Parse(string path, List<string> lines)
    {
        if (lines.Count is not (2 or 4))
            throw new FileFormatException(path, Math.Max(lines.Count, 1), $"the file must have two lines (KDC, name) or four (and id, key); it has {lines.Count}");
        if (!Validator.TryEndPoint(lines[0], out IPEndPoint? kdc, out _))
            throw new FileFormatException(path, 1, "the KDC's address and port, such as 127.0.0.1:8000, must stand here");
        if (!Validator.TryName(lines[1], out PrincipalName name, out string? problem))
            throw FileFormatException.Because(path, 2, problem);
        if (lines.Count == 2)
            return new MsgInfo(kdc, name, null, null);
        if (!Validator.TryId(lines[2], out PrincipalId id, out _))
            throw new FileFormatException(path, 3, "an id is 32 hex digits");
        if (!Validator.TryKey(lines[3], out KeyMaterial? key, out problem))
            throw FileFormatException.Because(path, 4, problem);
        return new MsgInfo(kdc, name, id, key);
    }
}
