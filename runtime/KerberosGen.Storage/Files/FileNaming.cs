using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KerberosGen.Storage;

/// <summary>
/// Gives a file a name that nobody else may have. File.Move looks whether the name is free and renames then, so that of two
/// processes both may believe to have won; on Unix link(2) does both in one step.
/// </summary>
internal static partial class FileNaming
{
    private const int AlreadyExists = 17;

    /// <summary>Moves a file to a name in the same directory.</summary>
    /// <exception cref="IOException">The name is taken.</exception>
    public static void MoveToFreeName(string source, string destination)
    {
        if (!OperatingSystem.IsWindows() && Link(source, destination) == 0)
        {
            File.Delete(source);
            return;
        }

        int error = OperatingSystem.IsWindows() ? 0 : Marshal.GetLastPInvokeError();
        if (error == AlreadyExists)
            throw new IOException($"{destination}: {new Win32Exception(error).Message}.");

        // Windows moves in one step; and there are file systems without links.
        File.Move(source, destination, overwrite: false);
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string source, string destination);
}
