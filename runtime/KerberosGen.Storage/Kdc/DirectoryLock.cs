namespace KerberosGen.Storage;

/// <summary>Keeps a directory to one process. The system lets go of it when the process ends, however that ends.</summary>
internal static class DirectoryLock
{
    /// <summary>The file that a KDC locks. It stays: removing it would let two KDCs lock two files of one name.</summary>
    public const string FileName = ".kdc.lock";

    /// <summary>The file that a room's program locks.</summary>
    public const string RoomFileName = ".room.lock";

    /// <summary>The file that a client locks while it changes its files.</summary>
    public const string ClientFileName = ".client.lock";

    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    /// <summary>Takes the lock; dispose it to let go.</summary>
    /// <exception cref="DirectoryInUseException">Another has it.</exception>
    public static IDisposable Take(string directory, string fileName = FileName)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateMode.OwnerOnly;
        try
        {
            return new FileStream(Path.Combine(directory, fileName), options);
        }
        catch (IOException taken) when (taken.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new DirectoryInUseException(directory, fileName, taken);
        }
    }
}
