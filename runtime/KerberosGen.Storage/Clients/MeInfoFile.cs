using System.Text;
using KerberosGen.Codec;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage;

/// <summary>me.info: a client's name and, as 32 hex digits, its id, a line each (protocol, 'Files').</summary>
public static class MeInfoFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "me.info";

    /// <summary>Reads the file; null if it is missing. On Unix, a mode wider than 0600 is narrowed.</summary>
    /// <exception cref="FileFormatException">The file makes no sense.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MeInfo? Read(string directory)
    {
        string path = Path.Combine(directory, FileName);
        PrivateMode.Narrow(path);
        if (Utf8File.ReadLines(path) is not { } lines)
            return null;
        if (lines.Count != 2)
            throw new FileFormatException(path, Math.Max(lines.Count, 1), $"the file must have two lines, name and id; it has {lines.Count}");
        if (!Validator.TryName(lines[0], out PrincipalName name, out string? problem))
            throw FileFormatException.Because(path, 1, problem);
        if (!Validator.TryId(lines[1], out PrincipalId id, out _))
            throw new FileFormatException(path, 2, "an id is 32 hex digits");
        return new MeInfo(name, id);
    }

    /// <summary>Makes the file, with 0600 on Unix. One directory has one identity: writing the same one again does nothing.</summary>
    /// <exception cref="InvalidOperationException">The directory is another identity's.</exception>
    /// <exception cref="ArgumentException">The name breaks the protocol's rules.</exception>
    /// <exception cref="FileFormatException">There is a file, and it makes no sense.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(string directory, MeInfo identity)
    {
        PrincipalName name = identity.Name;
        if (!Validator.IsName(in name, out string? problem))
            throw new ArgumentException(problem, nameof(identity));
        string path = Path.Combine(directory, FileName);
        if (Read(directory) is { } owner)
        {
            CheckSame(path, owner, identity);
            return;
        }

        // A name may begin with what would be taken for a byte order mark; behind a mark it is not.
        string mark = name.Utf8.StartsWith("\ufeff"u8) ? "\ufeff" : "";
        try
        {
            AtomicFile.WriteNew(path, Encoding.UTF8.GetBytes($"{mark}{name}\n{identity.Id}\n"));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
            if (Read(directory) is not { } winner)
                throw;
            CheckSame(path, winner, identity);
        }
    }

    private static void CheckSame(string path, MeInfo owner, MeInfo identity)
    {
        if (owner == identity)
            return;
        throw new InvalidOperationException(
            $"{path}: this directory belongs to {DisplayText.Quote(owner.Name.Utf8)}, and one directory has one identity. Give {DisplayText.Quote(identity.Name.Utf8)} a directory of its own.");
    }
}
