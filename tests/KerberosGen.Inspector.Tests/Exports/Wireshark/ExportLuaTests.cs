using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Inspection.Tests;
using Xunit;
using Record = KerberosGen.Inspection.Tests.Words.Record;

namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>`inspector export lua` as its user runs it, and its dissector as Wireshark loads it.</summary>
public sealed class ExportLuaTests : IDisposable
{
    private static readonly string Words = typeof(Record).Assembly.Location;

    private readonly DissectorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_dissector_is_written_to_standard_output_or_to_a_file()
    {
        string path = _folder.Write("to.lua", []);
        using var expected = new StringWriter();
        WiresharkDissector.Write(Vector.Protocol, expected, new WiresharkOptions { Port = 8000 });

        InspectorProcess.Outcome shown = await InspectorProcess.Run([], "export", "lua", "--port", "8000");
        InspectorProcess.Outcome written = await InspectorProcess.Run([], "export", "lua", "--port", "8000", "--output", path);

        Assert.Equal((0, expected.ToString(), ""), (shown.Status, shown.Output, shown.Error));
        Assert.Equal((0, "", ""), (written.Status, written.Output, written.Error));
        Assert.Equal(expected.ToString(), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Somebody_elses_packet_is_exported_and_loaded()
    {
        string path = _folder.Write("record.lua", []);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(
            [], "export", "lua", "--spec", Words, "--protocol", "words", "--packet", "record", "--output", path);

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains("kgrecord.data.pair.x", FieldsOf(path));
    }

    [Fact]
    public void Filters_are_the_paths_of_the_json_each_once_and_in_lower_case()
    {
        List<string> filters = FieldsOf(_folder.Write(Vector.Protocol, new WiresharkOptions()));

        foreach (string path in (string[])["header.code", "header.payload_size", "ticket.client_id", "services.name", "content"])
            Assert.Contains("kgpackets." + path, filters);
        Assert.Equal(filters.Distinct(), filters);
        Assert.All(filters, f => Assert.Matches("^kgpackets(\\.[a-z0-9_-]+)+$", f));
    }

    [Theory]
    [InlineData("argument 'perl' not recognized", "perl")]
    [InlineData("declares no headers; say with --packet", "lua", "--protocol", "words")]
    [InlineData("no packet is called Recrod; did you mean Record?", "lua", "--protocol", "words", "--packet", "Recrod")]
    public async Task What_cannot_be_exported_is_told(string expected, params string[] arguments)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], ["export", .. arguments, "--spec", Words]);

        Assert.Equal((2, ""), (outcome.Status, outcome.Output.Split('\n')[0].StartsWith("Description", StringComparison.Ordinal) ? "" : outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    private static List<string> FieldsOf(string dissector) =>
    [
        .. Tshark.Run([dissector], "-G", "fields").Split('\n').Select(l => l.Split('\t')).Where(c => c is ["F", _, ['k', 'g', ..], ..]).Select(c => c[2]),
    ];
}
