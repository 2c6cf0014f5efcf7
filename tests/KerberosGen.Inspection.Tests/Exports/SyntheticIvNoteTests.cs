using KerberosGen.Inspection.Exports.Kaitai;
using KerberosGen.Inspection.Exports.Pages;
using KerberosGen.Inspection.Exports.Python;
using KerberosGen.Inspection.Exports.Schemas;
using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Inspection.Specs;
using Xunit;

namespace KerberosGen.Inspection.Tests.Exports;

/// <summary>Whatever the tables are written in, it says which IVs are synthetic; what verifies nothing says so too.</summary>
public sealed class SyntheticIvNoteTests
{
    private static readonly string[] Labels = ["authenticator", "encrypted-key", "event", "message", "subscribe", "ticket"];

    private static readonly Dictionary<string, (Func<string> Write, string Label)> Forms = new()
    {
        ["packets.spec"] = (() => Written(text => new SpecWriter(text).Write(Vector.Protocol)), "[synthetic: {0}]"),
        ["markdown"] = (() => MarkdownPage.Write(Vector.Protocol), "synthetic: {0}\\]"),
        ["html"] = (() => HtmlPage.Write(Vector.Protocol), "[synthetic: {0}]"),
        ["lua"] = (() => Written(text => WiresharkDissector.Write(Vector.Protocol, text)), "[synthetic, label {0}; not verified here]"),
        ["kaitai"] = (() => string.Concat(Enum.GetValues<PacketDirection>().Select(d => KaitaiSpec.Write(Vector.Protocol, new KaitaiOptions { Direction = d }))), "label {0}; not verified here"),
        ["python"] = (() => PythonModule.Write(Vector.Protocol), "label {0}; not verified here"),
        ["schema"] = (() => PacketSchema.Write(Vector.Protocol), "label {0}; not verified here"),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_label_stands_in_the_written_form(string name)
    {
        string text = Forms[name].Write();

        Assert.All(Labels, label => Assert.Contains(Forms[name].Label.Replace("{0}", label, StringComparison.Ordinal), text, StringComparison.Ordinal));
    }

    private static string Written(Action<StringWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return text.ToString();
    }
}
