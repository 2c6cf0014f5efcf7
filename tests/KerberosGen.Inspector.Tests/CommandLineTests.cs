using System.Text;
using System.Text.Json;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_capture_decodes_cleanly_from_a_file_and_from_standard_input(bool fromFile)
    {
        string path = Vector.PathOf("session.pcap");
        InspectorProcess.Outcome outcome = fromFile
            ? await Run([], "decode", path, "--out", "ndjson")
            : await Run(await File.ReadAllBytesAsync(path), "decode", "--out", "ndjson");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal(48, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Passwords_from_a_private_file_open_the_chain_and_no_secret_is_printed()
    {
        InspectorProcess.Outcome outcome = await Run([], "decode", Vector.PathOf("session.pcap"), "--time-zone", "UTC", "--keys", KeysFile(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("decrypted: \"alice: hi\"  padding 7 ok", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Wonderland-1865", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public async Task A_keys_file_that_others_may_open_is_refused()
    {
        InspectorProcess.Outcome outcome = await Run(
            [], "decode", Vector.PathOf("session.pcap"), "--keys", KeysFile(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));

        Assert.Equal((2, ""), (outcome.Status, outcome.Output));
        Assert.Contains("chmod 600", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_line_of_a_keys_file_is_named_and_not_quoted()
    {
        string path = KeysFile(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.AppendAllTextAsync(path, "Session: not-a-key-but-secret\n");

        InspectorProcess.Outcome outcome = await Run([], "decode", Vector.PathOf("session.pcap"), "--keys", path);

        Assert.Equal(2, outcome.Status);
        Assert.Contains("line 4", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_packet_answers_1_and_its_error_stands_beside_it()
    {
        InspectorProcess.Outcome outcome = await Run(Hex(Vector.Golden[0].Bytes[..278]), "decode", "-");

        Assert.Equal((1, ""), (outcome.Status, outcome.Error));
        Assert.Contains(
            "error KGI102 truncated: ClientRegistration.password\n  --> stdin @ 0x0116 (packet #1 +0x0116)\n  need 255 bytes, have 0 (payload_size 510, got 255)\n",
            outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_json_the_error_goes_to_standard_error_too_and_the_output_parses()
    {
        InspectorProcess.Outcome outcome = await Run(Vector.Golden[0].Bytes[..278], "decode", "--out", "json");

        Assert.Equal(1, outcome.Status);
        Assert.StartsWith("error KGI102 truncated: ClientRegistration.password", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("partial", JsonDocument.Parse(outcome.Output).RootElement[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Several_packets_back_to_back_are_all_decoded_from_hex_and_base64()
    {
        List<GoldenPacket> responses = [.. Vector.Golden.Where(g => g is { Structure: null, Direction: PacketDirection.Response })];
        byte[] all = [.. responses.SelectMany(g => g.Bytes)];
        foreach (byte[] text in (byte[][])[Hex(all), Encoding.ASCII.GetBytes(Convert.ToBase64String(all)), all])
        {
            InspectorProcess.Outcome outcome = await Run(text, "decode", "--out", "ndjson");
            Assert.Equal((0, ""), (outcome.Status, outcome.Error));
            Assert.Equal(responses.Select(g => g.Code), outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("code").GetInt32()));
        }
    }

    [Fact]
    public async Task A_structure_without_a_header_is_decoded_by_name()
    {
        InspectorProcess.Outcome outcome = await Run(Hex(Vector.Golden.First(g => g.Code == 1702).Bytes), "decode", "--as", "OriginalTicket");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("expires_at  encrypted, Service key needed", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "decode", "--bogus")]
    [InlineData(2, "decode", "--in", "morse")]
    [InlineData(2, "decode", "--as", "Nothing")]
    [InlineData(2, "spec", "9999")]
    [InlineData(3, "decode", "no-such-file")]
    [InlineData(3, "decode", "/dev/null")]
    [InlineData(0, "spec", "1029")]
    [InlineData(0, "decode", "--help")]
    public async Task The_exit_status_tells_usage_from_unreadable_input(int status, params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await Run([], arguments);

        Assert.Equal(status, outcome.Status);
        Assert.Equal(status == 0, outcome.Error.Length == 0);
    }

    [Fact]
    public async Task A_broken_capture_answers_3_after_the_packets_before_the_break()
    {
        byte[] broken = [.. Vector.SessionPcap(), .. Enumerable.Repeat((byte)0xff, 16)];

        InspectorProcess.Outcome outcome = await Run(broken, "decode", "--out", "ndjson");

        Assert.Equal(3, outcome.Status);
        Assert.Equal(48, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("file offset 0x", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checking_the_spec_answers_1_once_the_file_differs()
    {
        string path = Path.Combine(_folder.FullName, "packets.spec");
        Assert.Equal(0, (await Run([], "spec", "--write", path)).Status);
        Assert.Equal(0, (await Run([], "spec", "--check", path)).Status);
        await File.AppendAllTextAsync(path, "x");

        InspectorProcess.Outcome outcome = await Run([], "spec", "--check", path);

        Assert.Equal(1, outcome.Status);
        Assert.Contains("inspector spec --write", outcome.Error, StringComparison.Ordinal);
    }

    private static byte[] Hex(byte[] bytes) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes) + "\n");

    private static Task<InspectorProcess.Outcome> Run(byte[] input, params string[] arguments) => InspectorProcess.Run(input, arguments);

    private string KeysFile(UnixFileMode mode)
    {
        string path = Path.Combine(_folder.FullName, "keys");
        File.WriteAllLines(path, ["password: Wonderland-1865", "# Боб", "password: hunter2 §ö中🔑"]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
        return path;
    }
}
