namespace KerberosGen.Examples.Tests;

/// <summary>The examples and the inspector as programs: of the same configuration as these tests.</summary>
internal static class ExampleProgram
{
    public static Task<ToolResult> RunAsync(string name, params string[] arguments) =>
        Tool.TryAsync("dotnet", "", [Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments]);

    /// <summary>A file of an example's source. The tests run in tests/NAME/bin/CONFIGURATION/FRAMEWORK.</summary>
    public static string SourceOf(string example, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../examples", example, file));
}
