namespace KerberosGen.Package.Tests;

/// <summary>The inspector, compiled ahead of time: any warning of that is an error.</summary>
public sealed class NativeInspectorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kerberosgen-native-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_native_inspector_decodes_by_tables_and_says_what_to_do_about_an_assembly()
    {
        // In a folder of its own, so that nothing that is built here is built anew.
        Command publish = await Command.DotNetAsync(
            Repository.Root, "publish", "apps/inspector", "-c", "Release", "-p:Native=true", "--use-current-runtime", "--artifacts-path", _folder.FullName, "-o", Path.Combine(_folder.FullName, "out"));
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        string inspector = Path.Combine(_folder.FullName, "out", "inspector");
        Assert.False(File.Exists(inspector + ".dll"), "The program is managed code with a host.");
        string tables = Path.Combine(_folder.FullName, "layout.json"), input = Path.Combine(_folder.FullName, "leave.hex"), assembly = Path.Combine(_folder.FullName, "other.dll");
        await File.WriteAllTextAsync(input, "00000000000000000000000000000000 18 0804 00000000\n");
        await File.WriteAllBytesAsync(assembly, [(byte)'M', (byte)'Z']);

        await Command.RunAsync(_folder.FullName, inspector, "export", "layout", "--output", tables);
        Command own = await Command.RunAsync(_folder.FullName, inspector, "decode", input, "--out", "ndjson");
        Command byTables = await Command.RunAsync(_folder.FullName, inspector, "decode", input, "--out", "ndjson", "--spec", tables);
        Command byAssembly = await Command.TryAsync(_folder.FullName, inspector, "decode", input, "--spec", assembly);

        Assert.Contains("\"name\":\"LeaveRequest\"", own.Output, StringComparison.Ordinal);
        Assert.Equal(own.Output, byTables.Output);
        Assert.Equal(2, byAssembly.ExitStatus);
        Assert.Contains("this build cannot load assemblies; write the tables of", byAssembly.Errors, StringComparison.Ordinal);
    }
}
