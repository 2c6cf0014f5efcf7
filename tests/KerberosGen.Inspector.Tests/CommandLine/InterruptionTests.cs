using System.Runtime.InteropServices;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

public sealed class InterruptionTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public async Task A_signal_while_it_waits_for_input_ends_it_with_the_array_closed(PosixSignal signal, int status)
    {
        using LiveProcess process = LiveProcess.Start("decode", "--out", "json");
        await process.Input.WriteAsync(Vector.SessionPcap());
        await process.Input.FlushAsync();
        char[] first = new char[100];
        int got = await process.Output.ReadBlockAsync(first);
        process.Signal(signal);
        string output = new string(first, 0, got) + await process.Output.ReadToEndAsync();

        Assert.Equal(status, await process.Exit());
        Assert.Equal("", await process.Error.ReadToEndAsync());
        Assert.True(JsonDocument.Parse(output).RootElement.GetArrayLength() > 0);
    }

    [Fact]
    public async Task Ctrl_C_before_any_input_answers_130_and_says_nothing()
    {
        using LiveProcess process = LiveProcess.Start("decode", "--out", "ndjson");
        // Once it answers a packet it listens; before that a signal would end it as any process.
        await Task.Delay(TimeSpan.FromSeconds(3));
        process.Signal(PosixSignal.SIGINT);

        Assert.Equal(130, await process.Exit());
        Assert.Equal(("", ""), (await process.Output.ReadToEndAsync(), await process.Error.ReadToEndAsync()));
    }

    [Fact]
    public async Task What_is_decoded_is_shown_before_it_waits_for_more()
    {
        using LiveProcess process = LiveProcess.Start("decode", "--out", "ndjson");
        await process.Input.WriteAsync(Vector.SessionPcap());
        await process.Input.FlushAsync();

        string? line = await process.Output.ReadLineAsync().WaitAsync(LiveProcess.Patience);

        Assert.Equal(1, JsonDocument.Parse(line!).RootElement.GetProperty("number").GetInt32());
        process.Signal(PosixSignal.SIGINT);
        string rest = await process.Output.ReadToEndAsync();
        Assert.Equal(130, await process.Exit());
        Assert.All(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => JsonDocument.Parse(l));
    }

    [Theory]
    [InlineData("--out ndjson", "schema")]
    [InlineData("--out annotated", "#1 ")]
    [InlineData("--out csv", "number,time")]
    public async Task A_reader_that_has_enough_ends_it_although_the_input_never_ends(string options, string expected)
    {
        string requests = Path.GetTempFileName();
        await File.WriteAllBytesAsync(requests, [.. Enumerable.Repeat(Vector.Golden.First(g => g.Code == 1026).Bytes, 5000).SelectMany(b => b)]);
        using LiveProcess process = LiveProcess.Shell(
            $"{{ while cat '{requests}'; do :; done; }} 2>/dev/null | {{ inspector decode --in raw {options}; echo \"status $?\" >&2; }} | head -1");

        string output = await process.Output.ReadToEndAsync().WaitAsync(LiveProcess.Patience);
        string error = await process.Error.ReadToEndAsync().WaitAsync(LiveProcess.Patience);
        File.Delete(requests);

        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("status 0\n", error);
    }

    [Fact]
    public async Task A_number_of_packets_ends_it_although_the_input_never_ends()
    {
        using LiveProcess process = LiveProcess.Start("decode", "--in", "raw", "--direction", "request", "-n", "3", "--out", "line");
        byte[] request = Vector.Golden.First(g => g.Code == 1026).Bytes;
        for (int i = 0; i < 4; i++)
            await process.Input.WriteAsync(request);
        await process.Input.FlushAsync();

        // The input stays open.
        Assert.Equal(0, await process.Exit());
        Assert.Equal(3, (await process.Output.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
