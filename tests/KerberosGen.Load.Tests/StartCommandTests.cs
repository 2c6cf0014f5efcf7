using System.Text.Json;
using KerberosGen.Load.Servers;

namespace KerberosGen.Load.Tests;

/// <summary>The whole command, with a client that was not compiled ahead of time, so that nothing is published.</summary>
public sealed class StartCommandTests
{
    private static readonly string[] Prompts = ["its end", "the menu", "the password", "the chat window", "the menu", "the password", "the chat window"];

    [Fact]
    public async Task Every_prompt_is_waited_for_and_compared_with_true()
    {
        (int status, string output, string errors) = await LoadProgram.RunAsync("start", "--native", Programs.Client, "--rounds", "1", "--json");

        // How fast this machine is, is not judged here.
        Assert.True(status is 0 or 1 && output != "", errors);
        JsonElement[] starts = [.. JsonDocument.Parse(output).RootElement.GetProperty("starts").EnumerateArray()];
        Assert.Equal(Prompts, starts.Select(static row => row.GetProperty("prompt").GetString()!));
        Assert.Equal(1, starts[0].GetProperty("ofTrue").GetProperty("median").GetDouble());
        Assert.All(starts, static row => Assert.True(row.GetProperty("cpuSeconds").GetProperty("median").GetDouble() > 0));
    }
}
