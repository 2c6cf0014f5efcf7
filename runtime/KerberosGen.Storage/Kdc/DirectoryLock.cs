namespace KerberosGen.Storage;

/// <summary>Keeps a directory to one KDC. The system lets go of it when the process ends, however that ends.</summary>
internal static class DirectoryLock
{
    /// <summary>The file that is locked. It stays: removing it would let two KDCs lock two files of one name.</summary>
    public const string FileName = ".kdc.lock";

    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    /// <summary>Takes the lock; dispose it to let go.</summary>
    /// <exception cref="DirectoryInUseException">Another has it.</exception>
    public static IDisposable Take(string directory)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateMode.OwnerOnly;
        try
        {
            return new FileStream(Path.Combine(directory, FileName), options);
        }
        catch (IOException taken) when (taken.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new DirectoryInUseException(directory, taken);
        }
    }
}
