using System.Runtime.InteropServices;

namespace KerberosGen.Room;

/// <summary>Whether this process may read its terminal: the system stops a background job that tries.</summary>
internal static partial class Foreground
{
    private const int StandardInput = 0;

    /// <summary>True if it is the terminal's foreground job, or the system knows no such thing.</summary>
    public static bool IsOurs => OperatingSystem.IsWindows() || ForegroundGroup(StandardInput) == OwnGroup();

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
