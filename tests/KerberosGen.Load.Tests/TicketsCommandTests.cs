using System.Text.Json;

namespace KerberosGen.Load.Tests;

/// <summary>The commands for a KDC in a few seconds' miniature, with the real app.</summary>
public sealed class TicketsCommandTests
{
    [Theory]
    [InlineData("tickets", "--in-flight", "4")]
    [InlineData("tickets", "--udp")]
    [InlineData("lists", "--in-flight", "4")]
    [InlineData("registrations", "--clients", "0")]
    public async Task A_short_run_measures_the_KDC_beside_its_ceiling(params string[] command)
    {
        (int status, string output, string errors) = await LoadProgram.RunAsync([.. command, "--store", "files", "--connections", "3", "--rounds", "1", "--seconds", "0.2", "--json"]);
        Assert.True(status == 0, errors);
        JsonElement[] results = [.. JsonDocument.Parse(output).RootElement.GetProperty("loads").EnumerateArray().Single().GetProperty("results").EnumerateArray()];
        Assert.Equal(["ceiling", "files"], results.Select(static result => result.GetProperty("store").GetString()!));
        Assert.All(results, static result => Assert.True(result.GetProperty("samples")[0].GetProperty("answers").GetInt64() > 0));
    }
}
