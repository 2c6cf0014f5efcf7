namespace KerberosGen.Storage;

/// <summary>Keeps files with keys or hashes to their owner: 0600 (protocol, 'Files'). Unix only.</summary>
internal static class PrivateMode
{
    /// <summary>0600.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Refuses a file whose mode gives anything to anyone but its owner.</summary>
    /// <param name="path">The file; it may be missing.</param>
    /// <exception cref="FileModeException">Its mode is wider than 0600.</exception>
    public static void Require(string path)
    {
        if (WiderMode(path) is { } mode)
            throw new FileModeException(path, InOctal(mode));
    }

    /// <summary>Takes from a file what its mode gives to anyone but its owner.</summary>
    /// <param name="path">The file; it may be missing.</param>
    public static void Narrow(string path)
    {
        if (!OperatingSystem.IsWindows() && WiderMode(path) is not null)
            File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>Refuses a file with a secret that others than its owner may read: narrowing it would hide that they may know it.</summary>
    /// <exception cref="IOException">Its mode is wider than 0600.</exception>
    public static void RefuseWider(string path)
    {
        if (WiderMode(path) is { } mode)
            throw new IOException($"{path}: its mode is {InOctal(mode)}, but it holds secrets, which others than its owner may know by now. If they do not, 'chmod 600' the file and try again.");
    }

    private static string InOctal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');

    private static UnixFileMode? WiderMode(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return null;
        UnixFileMode mode = File.GetUnixFileMode(path);
        return (mode & ~OwnerOnly) == 0 ? null : mode;
    }
}
