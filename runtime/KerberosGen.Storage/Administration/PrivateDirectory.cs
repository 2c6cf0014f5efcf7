namespace KerberosGen.Storage;

/// <summary>A directory that nobody but its owner may look into: 0700. What is in it needs no further guard.</summary>
public static class PrivateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory if it is missing; otherwise checks that it is this user's alone.</summary>
    /// <exception cref="IOException">It is a link or no directory, another user's, or open to others. Nothing was changed.</exception>
    public static void Ensure(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (!Path.Exists(path))
            Directory.CreateDirectory(path, OwnerOnly);
        if (File.ResolveLinkTarget(path, returnFinalTarget: false) is not null || !Directory.Exists(path))
            throw new IOException($"{path} is not a directory. Remove it: the KDC makes one that is its own.");
        UnixFileMode mode = File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) != 0)
            throw new IOException($"{path} has the mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}, which lets others administer the KDC. Make it 0700 (chmod 700), or remove it.");
        if (UnixUser.OwnerOf(path) is { } owner && owner != UnixUser.Effective)
            throw new IOException($"{path} belongs to the user {UnixUser.Describe(owner)}, who could administer the KDC. Remove it: the KDC makes one that is its own.");
    }
}
