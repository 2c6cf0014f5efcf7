using System.Diagnostics;
using System.Text;
using KerberosGen.Inspection.Tests;

namespace KerberosGen.Inspector.Tests;

/// <summary>A reader's shell: a folder with the samples, and the inspector as a command.</summary>
internal sealed class DocumentedShell : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string Prologue = $"exec 2>&1\ninspector() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "inspector.dll")}' \"$@\"; }}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-docs-");

    public DocumentedShell()
    {
        foreach (string file in (string[])[.. Directory.EnumerateFiles(DocumentedPage.Samples), Vector.PathOf("session.pcap"), Path.Combine(AppContext.BaseDirectory, "dns.dll")])
        {
            string copy = Path.Combine(_folder.FullName, Path.GetFileName(file));
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs a command, and answers the lines that it wrote to either output.</summary>
    public async Task<IReadOnlyList<string>> Run(string command)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Prologue + command);
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove(PasswordSource.Variable);
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`{command}` does not end; mark its block with '# not run' if it waits for a person.");
        }

        // CSV's carriage returns cannot be seen in a page, nor empty lines at the end.
        string text = (await output).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
        return text.Length == 0 ? [] : text.Split('\n');
    }
}
