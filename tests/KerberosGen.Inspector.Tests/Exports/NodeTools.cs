using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>The JavaScript tools that judge what is exported, in the versions of their lock file: installed when a test first needs them.</summary>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Vector.RepositoryRoot, "tests", "KerberosGen.Inspector.Tests", "Exports", "node");

    private static readonly SemaphoreSlim Installing = new(1);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Installing.WaitAsync();
        try
        {
            // Written by npm once everything is there.
            string installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
            if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
                await RunAsync("npm", "", "ci", "--no-audit", "--no-fund");
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs a script of the folder: what it prints, which must go well.</summary>
    public static Task<string> RunScriptAsync(string script, string input, params string[] arguments) => RunAsync("node", input, [script, .. arguments]);

    private static async Task<string> RunAsync(string file, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
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

        Assert.True(process is not null, $"`{file}` is needed to judge what is exported: install Node.js 20 and npm.");
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
