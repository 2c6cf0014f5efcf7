namespace KerberosGen.Storage;

/// <summary>Another KDC, another room's program, or a client that stands still works in this directory.</summary>
/// <param name="directory">The directory.</param>
/// <param name="lockFile">The file in it that the other holds.</param>
/// <param name="inner">What the lock file answered.</param>
public sealed class DirectoryInUseException(string directory, string lockFile, Exception inner)
    : IOException($"{directory}: another {Other(lockFile)} works in this directory (it holds {lockFile}). Stop it, or give this one a directory of its own.", inner)
{
    /// <summary>The directory.</summary>
    public string Directory { get; } = directory;

    private static string Other(string lockFile) => lockFile switch
    {
        DirectoryLock.RoomFileName => "room's program",
        DirectoryLock.ClientFileName => "client",
        _ => "KDC",
    };
}
