using System.Text.Json;

namespace KerberosGen.Examples.Tests.Inspecting;

/// <summary>The inspector, told what an example declares.</summary>
internal static class Inspector
{
    /// <summary>Decodes a file, all of which must be understood.</summary>
    /// <param name="example">The example.</param>
    /// <param name="packet">Its packet.</param>
    /// <param name="arguments">The file, and how to read it.</param>
    /// <returns>The fields of each packet.</returns>
    public static async Task<JsonElement[]> DecodeAsync(string example, string packet, params string[] arguments)
    {
        ToolResult result = await ExampleProgram.RunAsync(
            "inspector", ["decode", "--spec", AssemblyOf(example), "--packet", packet, "--out", "ndjson", .. arguments]);
        Assert.True(result.Status == 0, result.Errors + result.Output);
        JsonElement[] packets = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.All(packets, static p => Assert.Equal("ok", p.GetProperty("status").GetString()));
        Assert.All(packets, p => Assert.Equal(packet, p.GetProperty("name").GetString()));
        return [.. packets.Select(static p => p.GetProperty("fields"))];
    }

    /// <summary>An example's assembly.</summary>
    public static string AssemblyOf(string example) => Path.Combine(AppContext.BaseDirectory, example + ".dll");
}
