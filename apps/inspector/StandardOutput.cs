using Microsoft.Win32.SafeHandles;

namespace KerberosGen.Inspector;

/// <summary>Standard output as a file: unlike the console's own stream, it tells when nobody reads it any more.</summary>
internal static class StandardOutput
{
    private const int StandardOutputHandle = 1;
    private const int BrokenPipe = 32;
    private const int WindowsPipeClosed = unchecked((int)0x800700E8);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    /// <summary>Opens it; every write is one to the file.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(StandardOutputHandle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A FileStream keeps a position of its own in a regular file: what others write to the same one, such as the
        // next command of a script, would overwrite it. The console's stream does not, and a file is never a closed pipe.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>True if a write failed because the reader has had enough.</summary>
    public static bool IsClosedPipe(IOException exception) => exception.HResult is BrokenPipe or WindowsPipeClosed or WindowsBrokenPipe;
}
