using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Encode;

public sealed class EditCommandTests : IDisposable
{
    private static readonly byte[] Register = Vector.Golden[0].Bytes;
    private static readonly byte[] Ticket = Vector.Golden.First(g => g.Code == 1027).Bytes;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-edit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_packet_that_has_the_field_is_changed_and_the_others_follow_as_they_are()
    {
        byte[] input = [.. Register, .. Ticket, .. Ticket];

        InspectorPipe.Outcome all = await InspectorPipe.Run(input, ["edit", "--in", "raw", "--set", "nonce=ffffffffffffffff"]);
        InspectorPipe.Outcome third = await InspectorPipe.Run(input, ["edit", "--in", "raw", "--set", "nonce=ffffffffffffffff", "--number", "3"]);
        InspectorPipe.Outcome only = await InspectorPipe.Run(input, ["edit", "--in", "raw", "--set", "nonce=ffffffffffffffff", "--number", "3", "--only"]);

        byte[] edited = [.. Ticket[..^8], .. Enumerable.Repeat((byte)0xff, 8)];
        Assert.Equal([.. Register, .. edited, .. edited], all.Output);
        Assert.Equal([.. Register, .. Ticket, .. edited], third.Output);
        Assert.Equal(edited, only.Output);
    }

    [Fact]
    public async Task A_longer_content_brings_its_length_and_the_payload_size_along()
    {
        InspectorPipe.Outcome outcome = await InspectorPipe.Run(
            await File.ReadAllBytesAsync(Vector.PathOf("session.pcap")),
            ["edit", "--set", $"content={new string('a', 128)}", "--only", "--out", "hex"],
            ["decode", "--direction", "request", "--out", "ndjson"]);

        Assert.Equal([0, 0], outcome.Statuses);
        JsonElement message = JsonDocument.Parse(Encoding.UTF8.GetString(outcome.Output).Split('\n')[0]).RootElement;
        Assert.Equal(64, message.GetProperty("fields").GetProperty("message_size").GetInt32());
        Assert.Equal(84, message.GetProperty("header").GetProperty("payload_size").GetInt32());
    }

    [Fact]
    public async Task Json_is_edited_too_and_a_secret_comes_from_a_file()
    {
        InspectorProcess.Outcome json = await InspectorProcess.Run(Register, "decode", "--in", "raw", "--out", "json", "--show-secrets");
        string secret = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(secret, "Sesame-open\n");

        InspectorPipe.Outcome outcome = await InspectorPipe.Run(Encoding.UTF8.GetBytes(json.Output), ["edit", "--set", $"password=@{secret}"]);
        InspectorProcess.Outcome open = await InspectorProcess.Run(Encoding.UTF8.GetBytes(json.Output), "edit", "--set", "password=Sesame-open");

        byte[] expected = [.. Register];
        expected.AsSpan(23 + 255).Clear();
        "Sesame-open"u8.CopyTo(expected.AsSpan(23 + 255));
        Assert.Equal(expected, outcome.Output);
        Assert.Equal((2, ""), (open.Status, open.Output));
        Assert.Contains("password=@FILE", open.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Sesame", open.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "nothing=1", "no packet has nothing")]
    [InlineData(2, "header.version=256", "header.version takes 0 to 255")]
    [InlineData(2, "header.version", "sets nothing; write path=value")]
    [InlineData(2, "nonce=@no-such-file", "no-such-file")]
    public async Task What_cannot_be_set_is_told(int status, string set, string message)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Ticket, "edit", "--in", "raw", "--set", set);

        Assert.Equal(status, outcome.Status);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }
}
