using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>Another program that judges what is exported.</summary>
internal static class ToolProcess
{
    /// <summary>Runs it: what it prints, which must go well.</summary>
    public static async Task<string> RunAsync(string file, string folder, string input, params string[] arguments)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            process = null;
        }

        Assert.True(process is not null, $"`{file}` is needed to judge what is exported, and is not installed.");
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await error}");
            return await output;
        }
    }
}
