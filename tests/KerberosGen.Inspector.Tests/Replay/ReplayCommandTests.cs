using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using KerberosGen.EndToEnd.Tests;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Replay;

public sealed class ReplayCommandTests
{
    private static readonly byte[] Registration = Vector.Golden[0].Bytes;

    [Fact]
    public async Task A_port_alone_is_this_machine_s()
    {
        await using LocalKdc kdc = await LocalKdc.Start(overUdp: false);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Registration, "replay", "--in", "raw", "--to", kdc.Address[(kdc.Address.LastIndexOf(':') + 1)..], "--out", "ndjson");

        Assert.All(Lines(outcome), l => Assert.Equal(kdc.Address, l.GetProperty("from").GetString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_kdcs_answers_are_shown_as_they_come(bool overUdp)
    {
        await using LocalKdc kdc = await LocalKdc.Start(overUdp);
        byte[] other = [.. Registration];
        other[23] ^= 1;
        string[] transport = overUdp ? ["--udp"] : [];

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([.. Registration, .. other, .. Registration[..23]], ["replay", "--in", "raw", "--to", kdc.Address, "--out", "ndjson", .. transport]);

        int[] codes = [.. Lines(outcome).Select(l => l.GetProperty("code").GetInt32()).Take(2)];
        Assert.Equal([1600, 1600], codes);
        Assert.All(Lines(outcome), l => Assert.Equal(kdc.Address, l.GetProperty("from").GetString()));
        Assert.Contains("inspector: sent 3 packets (1089 bytes)", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_registration_is_refused_and_the_answer_says_so()
    {
        await using LocalKdc kdc = await LocalKdc.Start(overUdp: false);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([.. Registration, .. Registration], "replay", "--in", "raw", "--to", kdc.Address);

        Assert.Equal(0, outcome.Status);
        Assert.Matches("#1 s->c  \\w+\\(1600\\)", outcome.Output);
        Assert.Matches("#2 s->c  \\w+\\(1601\\)", outcome.Output);
        Assert.Contains("sent 2 packets (1066 bytes) to 127.0.0.1:", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_of_a_capture_is_sent_with_its_pauses_and_nothing_else()
    {
        var capture = new TestCapture();
        var other = new IPEndPoint(TestCapture.Client.Address, 50001);
        capture.Add(TestCapture.TcpFrame(other, TestCapture.Server, 1, 0x18, Registration));
        capture.Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 0x18, Registration));
        capture.Add(TestCapture.TcpFrame(TestCapture.Server, TestCapture.Client, 1, 0x18, Vector.Golden.First(g => g.Code == 1600).Bytes));
        capture.Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1u + (uint)Registration.Length, 0x18, Registration));
        using var listener = new Sink();

        // A frame each second: the two requests are two seconds apart.
        long start = TimeProvider.System.GetTimestamp();
        Task<InspectorProcess.Outcome> running = InspectorProcess.Run(capture.ToPcap(), "replay", "--to", listener.Address, "--stream", "1", "--speed", "1");
        byte[] received = await listener.Receive();
        InspectorProcess.Outcome outcome = await running;

        Assert.Equal([.. Registration, .. Registration], received);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 2, 600);
        Assert.Equal(5, outcome.Status);
        Assert.Contains("on 1 connections; 0 packets came back", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_neither_answers_nor_ends_is_waited_for_no_longer_than_said()
    {
        using var listener = new Sink();
        long start = TimeProvider.System.GetTimestamp();

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Registration, "replay", "--in", "raw", "--to", listener.Address, "--timeout", "0.5");

        Assert.Equal(5, outcome.Status);
        Assert.Contains("and the wait ended", outcome.Error, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.5, 600);
    }

    [Fact]
    public async Task Other_machines_are_not_sent_to_unless_that_is_said()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Registration, "replay", "--in", "raw", "--to", "192.0.2.1:8000");

        Assert.Equal((2, ""), (outcome.Status, outcome.Output));
        Assert.Contains("192.0.2.1 is not this machine", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--anywhere", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_answers_3_and_an_input_without_requests_5()
    {
        string address = $"127.0.0.1:{FreePorts.Take()}";
        Assert.Equal(3, (await InspectorProcess.Run(Registration, "replay", "--in", "raw", "--to", address)).Status);
        Assert.Equal(5, (await InspectorProcess.Run(Vector.Golden.First(g => g.Code == 1600).Bytes, "replay", "--in", "raw", "--direction", "response", "--to", address)).Status);
        Assert.Equal(2, (await InspectorProcess.Run(Registration, "replay", "--in", "raw", "--to", "nowhere")).Status);
    }

    private static IEnumerable<JsonElement> Lines(InspectorProcess.Outcome outcome) =>
        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);

    /// <summary>Takes a connection and answers nothing.</summary>
    private sealed class Sink : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Sink() => _listener.Start();

        public string Address => _listener.LocalEndpoint.ToString()!;

        /// <summary>All bytes up to the end.</summary>
        public async Task<byte[]> Receive()
        {
            using Socket socket = await _listener.AcceptSocketAsync();
            using var all = new MemoryStream();
            using var stream = new NetworkStream(socket);
            await stream.CopyToAsync(all);
            return all.ToArray();
        }

        public void Dispose() => _listener.Dispose();
    }
}
