namespace KerberosGen.Examples.Tests;

/// <summary>The examples as programs: of the same configuration as these tests.</summary>
internal static class ExampleProgram
{
    public static Task<ToolResult> RunAsync(string name, params string[] arguments) =>
        Tool.TryAsync("dotnet", "", [Path.Combine(AppContext.BaseDirectory, name + ".dll"), .. arguments]);
}
