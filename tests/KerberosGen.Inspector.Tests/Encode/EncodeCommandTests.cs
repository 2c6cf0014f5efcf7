using System.Diagnostics;
using System.Text;
using Xunit;

namespace KerberosGen.Inspector.Tests.Encode;

public sealed class EncodeCommandTests
{
    private const string Request = """
        {
          "name": "TicketRequest",
          "header": { "client_id": "4e43ae195f4d43b799ce2cca77178cfb", "version": 24 },
          "fields": { "service_id": "5821f9a6000000000000000000000001", "nonce": "0102030405060708" }
        }
        """;

    [Fact]
    public async Task A_person_leaves_out_code_and_payload_size()
    {
        InspectorProcess.Outcome outcome = await Run(Request, "--out", "hex");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Equal("4e43ae195f4d43b799ce2cca77178cfb" + "18" + "0304" + "18000000" + "5821f9a6000000000000000000000001" + "0102030405060708\n", outcome.Output);
    }

    [Fact]
    public async Task A_payload_size_that_is_given_is_kept_unless_it_is_to_be_put_right()
    {
        string wrong = Request.Replace("\"version\": 24", "\"version\": 24, \"payload_size\": 7", StringComparison.Ordinal);

        Assert.Contains("180304" + "07000000", (await Run(wrong, "--out", "hex")).Output, StringComparison.Ordinal);
        Assert.Contains("180304" + "18000000", (await Run(wrong, "--out", "hex", "--fix")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"nonce\"", "\"once\"", "line 4: fields.once is no field of TicketRequest; it has service_id, nonce")]
    [InlineData("\"0102030405060708\"", "\"01\"", "line 4: fields.nonce takes 8 bytes, found 1")]
    [InlineData("\"version\": 24", "\"version\": 256", "line 3: header.version takes 0 to 255 (1 byte); found 256")]
    [InlineData("\"version\": 24", "\"version\": {}", "line 3: header.version takes a whole number, 0 to 255; found an object")]
    public async Task What_makes_no_packet_answers_3_with_its_line_and_path(string from, string to, string message)
    {
        InspectorProcess.Outcome outcome = await Run(Request.Replace(from, to, StringComparison.Ordinal), "--out", "hex");

        Assert.Equal((3, ""), (outcome.Status, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData("[]", 5)]
    [InlineData("nothing", 3)]
    [InlineData("[{}", 3)]
    public async Task Input_without_packets_is_told_from_input_that_is_none(string input, int status) => Assert.Equal(status, (await Run(input)).Status);

    [Fact]
    public async Task Raw_bytes_are_refused_on_a_terminal()
    {
        var start = new ProcessStartInfo("python3", ["-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)", "dotnet", Path.Combine(AppContext.BaseDirectory, "inspector.dll"), "encode", "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("raw bytes are not for a terminal", output, StringComparison.Ordinal);
    }

    private static Task<InspectorProcess.Outcome> Run(string input, params string[] arguments) => InspectorProcess.Run(Encoding.UTF8.GetBytes(input), ["encode", .. arguments]);
}
