namespace KerberosGen.Storage;

/// <summary>
/// Notices that another program wrote to a file of a running KDC, by its length. Whoever edits it must not lose what they
/// wrote, nor have a line written into the middle of it.
/// </summary>
internal static class OutsideEdits
{
    /// <summary>A file's length in bytes; 0 if it is missing.</summary>
    public static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    /// <summary>Checks that a file is as long as it was left.</summary>
    /// <exception cref="IOException">It is not.</exception>
    public static void Check(string path, long length)
    {
        if (LengthOf(path) != length)
            throw new IOException($"{path}: another program changed this file while the KDC ran; nothing was written. Stop the KDC before editing it, then start it again.");
    }
}
