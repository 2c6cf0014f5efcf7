using System.Globalization;

namespace KerberosGen.Storage;

/// <summary>Keeps files with keys or hashes to their owner: 0600 (protocol, 'Files'). Unix only.</summary>
internal static class PrivateMode
{
    /// <summary>0600.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Takes from a file what its mode gives to anyone but its owner, and says so.</summary>
    /// <param name="path">The file; it may be missing.</param>
    /// <param name="notice">Is told if the mode was wider; null where there is nobody to tell.</param>
    public static void Narrow(string path, Action<string>? notice)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
            return;
        UnixFileMode mode = File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) == 0)
            return;
        File.SetUnixFileMode(path, OwnerOnly);
        string before = Convert.ToString((int)mode, 8).PadLeft(4, '0');
        notice?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{path}: its mode was {before}, but it holds secrets; it is 0600 now."));
    }
}
