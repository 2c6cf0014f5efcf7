using System.Text.Json;

namespace KerberosGen.Load.Tests;

/// <summary>The whole command in a minute's miniature, with the real apps.</summary>
public sealed class RoomsCommandTests
{
    private static readonly string[] Sides = ["relay", "room", "its server, SQLite", "its server, no store"];

    [Fact]
    public async Task A_short_run_measures_every_side_and_writes_it_as_json()
    {
        (int status, string output, string errors) = await LoadProgram.RunAsync(
            "rooms", "--subscribers", "3", "--in-flight", "1,4", "--members", "0,20", "--rounds", "1", "--seconds", "1", "--only", "deliveries", "latency", "memory", "--json");
        Assert.True(status == 0, errors);
        JsonElement report = JsonDocument.Parse(output).RootElement;

        JsonElement[] deliveries = [.. report.GetProperty("deliveries").EnumerateArray()];
        Assert.Equal(Sides.Concat(Sides), deliveries.Select(static row => row.GetProperty("side").GetString()!));
        Assert.All(deliveries, static row => Assert.True(row.GetProperty("samples")[0].GetProperty("answers").GetInt64() >= 3));
        Assert.Equal(4, report.GetProperty("latencies").GetArrayLength());
        Assert.All(report.GetProperty("latencies").EnumerateArray(), static row => Assert.True(row.GetProperty("p99Seconds").GetProperty("median").GetDouble() > 0));
        Assert.Equal([0, 20, 0, 20], report.GetProperty("members").EnumerateArray().Select(static row => row.GetProperty("guests").GetInt32()));
    }
}
