using System.Text.RegularExpressions;
using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.CommandLine;

public sealed partial class UsageTests
{
    [Theory]
    [InlineData("inspector: there is no verb decod; did you mean decode?\ntry: inspector --help\n", "decod", "x")]
    [InlineData("inspector: there is no option --otu; did you mean --out?\ntry: inspector decode --help\n", "decode", "--otu", "json")]
    [InlineData("inspector: there is no option --wher; did you mean --where?\ntry: inspector decode --help\n", "decode", "file", "--wher", "errors")]
    [InlineData("inspector: there is no option --bogus; a file of that name is ./--bogus\ntry: inspector decode --help\n", "decode", "--bogus")]
    [InlineData("inspector: there is no option --bogus; a file of that name is ./--bogus\ntry: inspector keys check --help\n", "keys", "check", "keys.txt", "--bogus")]
    [InlineData("inspector: argument 'morse' not recognized. Must be one of: 'auto' 'raw' 'hex' 'base64' 'xxd' 'hexdump' 'tcpdump' 'pcap' 'pcapng'\ntry: inspector decode --help\n", "decode", "--in", "morse")]
    [InlineData("inspector: -n takes a number from 1 on\ntry: inspector decode --help\n", "decode", "-n", "0")]
    [InlineData("inspector: x is no number of bytes; write 291 or 0x123\ntry: inspector decode --help\n", "decode", "--offset", "x")]
    [InlineData("inspector: --where, column 1: no packet has cod; did you mean code?\n  cod == 5\n  ^^^\n", "decode", "--where", "cod == 5")]
    [InlineData("inspector: --where, column 7: a field's name is missing between these dots\n  header..code == 5\n        ^^\n", "decode", "--where", "header..code == 5")]
    [InlineData("inspector: --where, column 16: a field's name is missing between these dots\n  length > header..payload_size\n                 ^^\n", "decode", "--where", "length > header..payload_size")]
    [InlineData("inspector: --fields, column 7: a field's name is missing between these dots\n  header..code\n        ^^\n", "decode", "--out", "csv", "--fields", "header..code")]
    [InlineData("inspector: --where, column 1: header holds several fields; name one of them, such as header.client_id\n  header\n  ^^^^^^\n", "decode", "--where", "header")]
    [InlineData("inspector: --where, column 10: an index counts from 0 on, or is * for every entry\n  services[-1].port == 1\n           ^^\n", "decode", "--where", "services[-1].port == 1")]
    [InlineData("inspector: --where, column 11: errors cannot be compared with this: no finding has this id\n  errors == KGI999\n            ^^^^^^\n", "decode", "--where", "errors == KGI999")]
    [InlineData("inspector: --fields, column 6: no packet has nam; did you mean name?\n  code,nam\n       ^^^\n", "decode", "--out", "csv", "--fields", "code,nam")]
    [InlineData("inspector: --fields chooses what --out line, csv, json and ndjson show; annotated shows every field or none\n", "decode", "--fields", "code")]
    [InlineData("inspector: --where, column 1: it is secret, and a filter would tell what it is; --show-secrets allows it\n  password == \"x\"\n  ^^^^^^^^\n", "decode", "--where", "password == \"x\"")]
    public async Task A_mistake_is_named_with_what_may_be_meant(string expected, params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], arguments);

        Assert.Equal((2, "", expected), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Theory]
    [InlineData("decode", "no/such/file")]
    [InlineData("decode", "no-such-file")]
    [InlineData("session", "no-such-file")]
    [InlineData("which", "no-such-file")]
    [InlineData("encode", "no-such-file")]
    [InlineData("keys", "check", "no-such-file")]
    public async Task A_file_that_is_not_there_is_told_as_the_user_wrote_it(params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], arguments);

        Assert.Equal((3, "", $"inspector: there is no file {arguments[^1]}\n"), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Without_a_verb_the_verbs_are_listed()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([]);

        Assert.Equal((2, ""), (outcome.Status, outcome.Output));
        Assert.StartsWith("inspector: say what to do: decode, ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decode")]
    [InlineData("spec")]
    [InlineData("completions")]
    [InlineData("session")]
    [InlineData("stats")]
    [InlineData("which")]
    [InlineData("diff")]
    [InlineData("watch")]
    [InlineData("proxy")]
    [InlineData("replay")]
    [InlineData("edit")]
    [InlineData("keys", "check")]
    [InlineData("export")]
    public async Task Help_ends_with_examples_whose_options_exist(params string[] verb)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], [.. verb, "--help"]);

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        string[] parts = outcome.Output.Split("Examples:\n");
        Assert.Equal(2, parts.Length);
        Assert.All(OptionPattern().Matches(parts[1]).Select(m => m.Value), option => Assert.Matches($@"\s{option}\s", parts[0]));
    }

    [Theory]
    [InlineData("decode")]
    [InlineData("session")]
    [InlineData("which")]
    public async Task How_many_to_show_is_spelled_alike_everywhere(string verb)
    {
        Assert.Contains("-n, --count <COUNT>", (await InspectorProcess.Run([], verb, "--help")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("-n,", (await InspectorProcess.Run([], "edit", "--help")).Output, StringComparison.Ordinal);
        Assert.Equal(
            (2, "", $"inspector: --count takes a number from 1 on\ntry: inspector {verb} --help\n"),
            await InspectorProcess.Run([], verb, "--count", "0") is var outcome ? (outcome.Status, outcome.Output, outcome.Error) : default);
    }

    [Theory]
    [InlineData("decode", "What to decode;")]
    [InlineData("session", "The capture to draw,")]
    [InlineData("stats", "The capture to count,")]
    [InlineData("replay", "What to send:")]
    [InlineData("edit", "The packets to change,")]
    [InlineData("watch", "a file, not standard input")]
    [InlineData("diff", "The first input,")]
    [InlineData("export", "Usage:")]
    [InlineData("proxy", "Usage:")]
    public async Task Help_says_what_the_verb_does_with_its_file_and_fits_a_page_behind_a_pipe(string verb, string file)
    {
        string help = (await InspectorProcess.Run([], verb, "--help")).Output;

        Assert.Contains(file, SpacePattern().Replace(help, " "), StringComparison.Ordinal);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    [Fact]
    public async Task The_version_is_printed() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await InspectorProcess.Run([], "--version")).Output);

    [Theory]
    [InlineData(5, "no packet matches --where", "--where", "code == 7")]
    [InlineData(5, "the capture holds no TCP or UDP payload of this port", "--port", "1")]
    [InlineData(2, "--offset counts bytes of raw input", "--offset", "4")]
    [InlineData(0, "", "--where", "code == 1029", "--out", "none")]
    public async Task The_status_says_whether_something_matched(int status, string message, params string[] options)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], ["decode", Vector.PathOf("session.pcap"), .. options]);

        Assert.Equal(status, outcome.Status);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(message.Length == 0, outcome.Error.Length == 0);
    }

    [Theory]
    [InlineData("[]\n", "json")]
    [InlineData("number,time,stream,from,to,direction,code,name,status,offset,length,authentication\r\n", "csv")]
    [InlineData("", "ndjson")]
    public async Task Nothing_is_written_as_nothing(string expected, string format) =>
        Assert.Equal(expected, (await InspectorProcess.Run([], "decode", Vector.PathOf("session.pcap"), "--where", "code == 7", "--out", format)).Output);

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();

    [GeneratedRegex("(?<=\\s)--[a-z-]+")]
    private static partial Regex OptionPattern();
}
