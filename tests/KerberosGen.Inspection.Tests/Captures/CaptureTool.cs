using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace KerberosGen.Inspection.Tests.Captures;

/// <summary>Wireshark's programs.</summary>
internal static class CaptureTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program that must succeed, and answers what it writes.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TZ"] = "UTC";
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
            }

            return process.ExitCode == 0
                ? output.Result
                : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"'{program}' is needed (on Debian: apt-get install tshark wireshark-common): {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file that is gone once the action returns.</summary>
    public static void WithFile(byte[] bytes, Action<string> action)
    {
        string path = Path.Combine(Path.GetTempPath(), $"kerberosgen-{Guid.NewGuid():N}.cap");
        File.WriteAllBytes(path, bytes);
        try
        {
            action(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
