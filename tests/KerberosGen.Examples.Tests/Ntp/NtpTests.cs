using System.Diagnostics;
using System.Globalization;
using System.Net;
using KerberosGen.Examples.Ntp;

namespace KerberosGen.Examples.Tests.Ntp;

/// <summary>Time asked of chronyd and told to chronyd, and read along by tshark.</summary>
public sealed class NtpTests
{
    [Fact]
    public async Task A_question_is_answered_by_chronyd_and_both_read_as_tshark_reads_them()
    {
        using var folder = new ScratchFolder();
        int port = Ports.FreeUdp();
        using Process chronyd = Tool.Start(
            "chronyd", "-d", "-x", "-u", Environment.UserName, string.Create(CultureInfo.InvariantCulture, $"port {port}"), "local stratum 8",
            "allow 127.0.0.1", "cmdport 0", "bindaddress 127.0.0.1", $"pidfile {folder["pid"]}");
        try
        {
            await using var relay = new UdpRelay(new IPEndPoint(IPAddress.Loopback, port));
            (byte[] answer, NtpExchange exchange) = await AskUntilAnsweredAsync(relay.EndPoint);

            Assert.InRange(exchange.Offset.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
            Assert.InRange(exchange.Delay, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.Equal(answer, relay.Messages[^1].Bytes);
            await AssertReadAsTsharkReadsAsync([relay.Messages[^2], relay.Messages[^1]]);
        }
        finally
        {
            chronyd.Kill();
            await chronyd.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Chronyd_takes_our_answer_and_finds_how_far_its_clock_is_off()
    {
        await using NtpServer server = NtpServer.Start(new IPEndPoint(IPAddress.Loopback, 0), new FastClock());
        await using var relay = new UdpRelay(server.EndPoint);

        ToolResult result = await Tool.TryAsync(
            "chronyd", "", "-Q", "-t", "120", "-u", Environment.UserName,
            string.Create(CultureInfo.InvariantCulture, $"server 127.0.0.1 port {relay.EndPoint.Port} iburst maxsamples 1"), "cmdport 0");

        string said = result.Output + result.Errors;
        Assert.True(result.Status == 0, said);
        double offset = double.Parse(said.Split("System clock wrong by ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        // A busy machine takes its time on the way there or on the way back.
        Assert.InRange(offset, 95, 105);
        Assert.Contains(relay.Messages, static m => m.IsFromClient);
        await AssertReadAsTsharkReadsAsync(relay.Messages);
    }

    [Theory]
    [InlineData("2026-11-23T05:00:00.1234567Z", "eeae46d0")]
    [InlineData("2036-02-07T06:28:16.5000000Z", "00000000")]
    public void An_instant_survives_in_either_era(string text, string seconds)
    {
        DateTimeOffset time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        NtpTimestamp timestamp = NtpTimestamp.From(time);
        Assert.Equal(seconds, timestamp.Seconds.ToString("x8", CultureInfo.InvariantCulture));
        Assert.Equal(time, timestamp.Time);
    }

    [Fact]
    public void The_first_byte_holds_three_fields_as_figure_8_draws_them()
    {
        var packet = new NtpPacket { Leap = LeapIndicator.Unsynchronized, Version = 4, Mode = Mode.Client };
        Assert.Equal(0b11_100_011, packet.ToArray()[0]);
        Assert.Equal(48, packet.PackedSize);
    }

    private static async Task<(byte[] Answer, NtpExchange Exchange)> AskUntilAnsweredAsync(IPEndPoint server)
    {
        // chronyd says nothing when it is ready: it is asked again until it answers.
        var patience = Stopwatch.StartNew();
        while (true)
        {
            using var once = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try
            {
                return await new NtpClient(server, TimeProvider.System).AskAsync(once.Token);
            }
            catch (OperationCanceledException) when (patience.Elapsed < Tool.Patience)
            {
                continue;
            }
        }
    }

    private static async Task AssertReadAsTsharkReadsAsync(IReadOnlyList<Message> messages)
    {
        using var folder = new ScratchFolder();
        await Wireshark.CaptureAsync(folder["ntp.pcapng"], "-u", 123, messages);
        Dictionary<string, string>[] theirs = await Wireshark.ReadAsync(folder["ntp.pcapng"], NtpFields.Names);
        Assert.Equal(Wireshark.Show(theirs), Wireshark.Show(messages.Select(static m => NtpFields.Read(m.Bytes))));
        foreach (Message message in messages)
        {
            Assert.True(NtpPacket.Unpack(message.Bytes, out NtpPacket packet).IsDone);
            Assert.Equal(message.Bytes, packet.ToArray());
        }
    }

    private sealed class FastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(100);
    }
}
