namespace KerberosGen.Storage;

/// <summary>Another KDC works in this directory.</summary>
/// <param name="directory">The directory.</param>
/// <param name="inner">What the lock file answered.</param>
public sealed class DirectoryInUseException(string directory, Exception inner)
    : IOException($"{directory}: another KDC works in this directory (it holds {DirectoryLock.FileName}). Stop it, or give this one a directory of its own.", inner)
{
    /// <summary>The directory.</summary>
    public string Directory { get; } = directory;
}
