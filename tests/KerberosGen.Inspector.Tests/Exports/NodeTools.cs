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
                await ToolProcess.RunAsync("npm", Folder, "", "ci", "--no-audit", "--no-fund");
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Runs a script of the folder: what it prints, which must go well.</summary>
    public static Task<string> RunScriptAsync(string script, string input, params string[] arguments) => ToolProcess.RunAsync("node", Folder, input, [script, .. arguments]);
}
