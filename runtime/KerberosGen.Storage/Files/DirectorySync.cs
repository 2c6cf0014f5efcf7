using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KerberosGen.Storage;

/// <summary>Puts a directory's entries on disk: on Unix, a new or renamed file is only as durable as its directory (fsync(2)).</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the directory's entries are on disk. Windows writes them with the file.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
            throw Failure(directory);
        try
        {
            if (Sync(descriptor) != 0)
                throw Failure(directory);
        }
        finally
        {
            Close(descriptor);
        }
    }

    private static IOException Failure(string directory)
    {
        var reason = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{directory}: the directory could not be written to disk: {reason.Message}.", reason);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
