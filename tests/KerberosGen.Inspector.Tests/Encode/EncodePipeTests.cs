using System.Text;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Encode;

/// <summary>`decode | encode` through the processes themselves.</summary>
public sealed class EncodePipeTests
{
    private static readonly string[] Encode = ["encode"];

    [Theory]
    [InlineData("ndjson")]
    [InlineData("json")]
    public async Task Broken_bytes_come_back_byte_for_byte(string form)
    {
        var random = new Random(21);
        List<byte> bytes = [];
        for (int i = 0; i < 40; i++)
        {
            byte[] packet = [.. Vector.Golden[random.Next(Vector.Golden.Count)].Bytes];
            for (int flips = random.Next(4); flips > 0; flips--)
                packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
            bytes.AddRange(packet.Take(random.Next(3) == 0 ? random.Next(packet.Length) : packet.Length));
            bytes.AddRange(Vector.Golden[i % 2].Bytes);
        }

        InspectorPipe.Outcome outcome = await InspectorPipe.Run([.. bytes], ["decode", "--in", "raw", "--direction", "request", "--show-secrets", "--out", form], Encode);

        Assert.Equal([1, 0], outcome.Statuses);
        Assert.Empty(outcome.Errors[1]);
        Assert.Equal(bytes, outcome.Output);
    }

    [Fact]
    public async Task Random_bytes_come_back_byte_for_byte()
    {
        byte[] bytes = new byte[200_000];
        new Random(22).NextBytes(bytes);

        InspectorPipe.Outcome outcome = await InspectorPipe.Run(bytes, ["decode", "--in", "raw", "--out", "ndjson"], Encode);

        Assert.Equal(0, outcome.Statuses[1]);
        Assert.Equal(bytes, outcome.Output);
    }

    [Fact]
    public async Task Packets_of_another_protocol_come_back_without_a_header()
    {
        byte[] bytes = [1, 2, 0, 0, 0, 99, 99];
        string[] spec = ["--spec", typeof(Vector).Assembly.Location, "--protocol", "Words"];

        InspectorPipe.Outcome outcome = await InspectorPipe.Run(bytes, ["decode", "--in", "raw", "--packet", "Figure", "--out", "json", .. spec], ["encode", .. spec]);

        Assert.Equal([1, 0], outcome.Statuses);
        Assert.Empty(outcome.Errors[1]);
        Assert.Equal(bytes, outcome.Output);
    }

    [Theory]
    [InlineData("request")]
    [InlineData("response")]
    public async Task A_captures_connection_comes_back_as_it_was_sent_however_it_was_cut_into_segments(string direction)
    {
        byte[] requests = [.. Vector.Golden.Where(g => g is { Structure: null, Direction: PacketDirection.Request }).SelectMany(g => g.Bytes)];
        byte[] responses = [.. Vector.Golden.Where(g => g is { Structure: null, Direction: PacketDirection.Response }).SelectMany(g => g.Bytes)];
        var capture = new TestCapture();
        var other = new System.Net.IPEndPoint(TestCapture.Client.Address, 50001);
        for (int at = 0; at < Math.Max(requests.Length, responses.Length); at += 100)
        {
            Add(TestCapture.Client, TestCapture.Server, requests, at);
            Add(other, TestCapture.Server, requests, at);
            Add(TestCapture.Server, TestCapture.Client, responses, at);
        }

        InspectorPipe.Outcome outcome = await InspectorPipe.Run(
            capture.ToPcap(), ["decode", "--show-secrets", "--out", "ndjson"], ["encode", "--stream", "0", "--direction", direction]);

        Assert.Equal(0, outcome.Statuses[1]);
        Assert.Equal(direction == "request" ? requests : responses, outcome.Output);

        void Add(System.Net.IPEndPoint from, System.Net.IPEndPoint to, byte[] bytes, int at)
        {
            if (at < bytes.Length)
                capture.Add(TestCapture.TcpFrame(from, to, 1000u + (uint)at, 0x18, bytes.AsSpan(at, Math.Min(100, bytes.Length - at))));
        }
    }

    [Fact]
    public async Task A_secret_that_was_left_out_is_named_and_answers_2()
    {
        InspectorPipe.Outcome outcome = await InspectorPipe.Run(Vector.Golden[0].Bytes, ["decode", "--in", "raw", "--out", "ndjson"], Encode);

        Assert.Equal([0, 2], outcome.Statuses);
        Assert.Equal("inspector: stdin: KGI165 line 1: fields.password is a secret that was left out; decode again with --show-secrets\n", outcome.Errors[1]);
    }

    [Fact]
    public async Task Raw_bytes_beside_a_secret_that_is_left_out_are_left_out_too()
    {
        byte[] registration = [.. Vector.Golden[0].Bytes];
        registration[23 + 200] = 1;
        "Sesame-open"u8.CopyTo(registration.AsSpan(23 + 255));

        InspectorProcess.Outcome hidden = await InspectorProcess.Run(registration, "decode", "--in", "raw", "--out", "ndjson");
        InspectorProcess.Outcome shown = await InspectorProcess.Run(registration, "decode", "--in", "raw", "--out", "ndjson", "--show-secrets");

        string hex = Convert.ToHexStringLower("Sesame"u8);
        Assert.DoesNotContain(hex, hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"raw\"", hidden.Output, StringComparison.Ordinal);
        Assert.Contains(hex, shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hex_and_base64_are_what_decode_reads()
    {
        byte[] bytes = [.. Vector.Golden.Where(g => g is { Structure: null, Direction: PacketDirection.Response }).SelectMany(g => g.Bytes)];
        InspectorProcess.Outcome json = await InspectorProcess.Run(bytes, "decode", "--in", "raw", "--out", "json", "--show-secrets");
        foreach (string form in (string[])["hex", "base64"])
        {
            InspectorPipe.Outcome outcome = await InspectorPipe.Run(
                Encoding.UTF8.GetBytes(json.Output), ["encode", "--out", form], ["decode", "--show-secrets", "--out", "ndjson"], Encode);

            Assert.Equal([0, 0, 0], outcome.Statuses);
            Assert.Equal(bytes, outcome.Output);
        }
    }
}
