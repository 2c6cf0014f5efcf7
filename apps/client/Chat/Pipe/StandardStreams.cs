using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace KerberosGen.Client;

/// <summary>Standard input and output as bytes. One that was closed at the start is empty, or takes everything.</summary>
internal static class StandardStreams
{
    private const int Input = 0, Output = 1;
    private const string Flags = "flags:";

    /// <summary>True if standard output was closed when the program was started.</summary>
    public static bool IsOutputClosed => WasClosed(Output);

    /// <summary>Opens standard input.</summary>
    public static Stream OpenInput() => WasClosed(Input) ? Stream.Null : Console.OpenStandardInput();

    /// <summary>Opens standard output. Writing fails if nobody reads any more.</summary>
    public static Stream OpenOutput()
    {
        if (IsOutputClosed)
            return Stream.Null;
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        // The console's own stream says nothing when nobody reads a pipe any more; a file's place is shared with who else writes to it, which only the console's respects.
        var pipe = new FileStream(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>
    /// True if a descriptor was closed when the program was started: what stands there now is the runtime's, and to read or write that would disturb it.
    /// What this program opened closes with the next exec(2), and what it was given cannot.
    /// </summary>
    private static bool WasClosed(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // proc(5): the flags of open(2) in octal, O_CLOEXEC among them.
            const long closesOnExec = 0x80000;
            string? flags = File.ReadLines($"/proc/self/fdinfo/{Text(descriptor)}").FirstOrDefault(static line => line.StartsWith(Flags, StringComparison.Ordinal));
            return flags is not null && (Convert.ToInt64(flags[Flags.Length..].Trim(), 8) & closesOnExec) != 0;
        }
        catch (FileNotFoundException)
        {
            return true; // Nothing stands there.
        }
        catch (IOException)
        {
            return false; // There is no /proc.
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
