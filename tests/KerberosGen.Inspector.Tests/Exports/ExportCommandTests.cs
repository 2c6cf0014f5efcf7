using System.Text;
using System.Xml.Linq;
using KerberosGen.Inspection.Tests.Words;
using Xunit;

namespace KerberosGen.Inspector.Tests.Exports;

/// <summary>`export`, `--spec layout.json` and `spec --svg` as a person types them.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private static readonly string Assembly = typeof(Widths).Assembly.Location;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tables_that_were_exported_stand_in_for_the_assembly()
    {
        string tables = Path.Combine(_folder.FullName, "layout.json");
        InspectorProcess.Outcome export = await InspectorProcess.Run([], "export", "layout", "--spec", Assembly, "--protocol", "words", "--output", tables);
        Assert.Equal((0, "", ""), (export.Status, export.Output, export.Error));

        string[] decode = ["decode", "--packet", "record", "--out", "ndjson"];
        byte[] input = Encoding.ASCII.GetBytes("00 10 00 02 68 69");
        InspectorProcess.Outcome byTables = await InspectorProcess.Run(input, [.. decode, "--spec", tables]);
        InspectorProcess.Outcome byAssembly = await InspectorProcess.Run(input, [.. decode, "--spec", Assembly, "--protocol", "words"]);

        Assert.Equal((0, byAssembly.Output, ""), (byTables.Status, byTables.Output, byTables.Error));
    }

    [Fact]
    public async Task Broken_tables_are_refused_with_their_file_line_and_path()
    {
        string tables = Path.Combine(_folder.FullName, "layout.json");
        await File.WriteAllTextAsync(tables, "{\"schema\": \"kerberosgen.layout/1\", \"name\": \"N\",\n\"packets\": [7]}");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([0], "decode", "--spec", tables);

        Assert.Equal((2, ""), (outcome.Status, outcome.Output));
        Assert.Equal($"inspector: {tables}, line 2, $.packets[0]: an object is needed here; it is 7\n", outcome.Error);
    }

    [Theory]
    [InlineData("python", "FORMATS = {")]
    [InlineData("md", "# KerberosGen.Packets: the wire, packet by packet\n")]
    [InlineData("html", "<!DOCTYPE html>\n")]
    [InlineData("json-schema", "\"$ref\": \"urn:kerberosgen:packet:1\"")]
    [InlineData("layout", "\"schema\": \"kerberosgen.layout/1\"")]
    public async Task Each_form_is_written_to_standard_output(string form, string part)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "export", form);

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kaitai_spec_is_of_one_direction()
    {
        InspectorProcess.Outcome both = await InspectorProcess.Run([], "export", "ksy");
        InspectorProcess.Outcome one = await InspectorProcess.Run([], "export", "ksy", "--direction", "response");

        Assert.Equal((2, "inspector: ksy reads one direction's stream: say --direction request or --direction response\n"), (both.Status, both.Error));
        Assert.Equal((0, ""), (one.Status, one.Error));
        Assert.Contains("id: packets_responses\n", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_is_drawn_to_standard_output_or_a_file()
    {
        string file = Path.Combine(_folder.FullName, "figure.svg");
        InspectorProcess.Outcome printed = await InspectorProcess.Run([], "spec", "1029", "--svg");
        InspectorProcess.Outcome written = await InspectorProcess.Run([], "spec", "1029", "--svg", file);
        InspectorProcess.Outcome several = await InspectorProcess.Run([], "spec", "1028", "--svg");

        Assert.Equal((0, ""), (printed.Status, printed.Error));
        Assert.Equal("ChatMessage(1029)", XDocument.Parse(printed.Output).Root!.Elements().First().Value);
        Assert.Equal((0, "", printed.Output), (written.Status, written.Output, await File.ReadAllTextAsync(file)));
        Assert.Equal((2, "inspector: several packets are called 1028; say which: SymmetricKeyRequest, OriginalSymmetricKeyRequest\n"), (several.Status, several.Error));
    }
}
