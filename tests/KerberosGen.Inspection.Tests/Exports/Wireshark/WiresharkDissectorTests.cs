using System.Text.RegularExpressions;
using KerberosGen.Inspection.Exports.Wireshark;
using KerberosGen.Inspection.Tests.Words;
using KerberosGen.Layout;
using Xunit;

namespace KerberosGen.Inspection.Tests.Exports.Wireshark;

/// <summary>The dissector as it is written; tshark runs it in the inspector's own tests.</summary>
public sealed partial class WiresharkDissectorTests
{
    [Fact]
    public void The_dissector_of_a_small_protocol_is_as_it_was() => Snapshot.Check("greetings-lua", LuaOf(Greetings.PacketCatalog.Layout, null));

    [Fact]
    public void Every_function_that_is_written_is_used()
    {
        List<string> dissectors = [LuaOf(Vector.Protocol, null), LuaOf(Greetings.PacketCatalog.Layout, null)];
        dissectors.AddRange(WordSamples.All.Select(s => LuaOf(PacketCatalog.Layout, s(new Random(1)).Layout)));

        foreach (string lua in dissectors)
        {
            string code = CommentsAndStrings().Replace(lua, "");
            Assert.All(Definitions().Matches(code), d => Assert.True(Regex.Count(code, $@"\b{d.Groups[1].Value}\b") > 1, d.Value));
        }
    }

    [Fact]
    public void A_protocol_without_headers_needs_a_packet() => Assert.Throws<ArgumentException>(() => LuaOf(PacketCatalog.Layout, null));

    private static string LuaOf(ProtocolLayout protocol, PacketLayout? packet)
    {
        using var text = new StringWriter();
        WiresharkDissector.Write(protocol, text, new WiresharkOptions { Packet = packet });
        return text.ToString();
    }

    [GeneratedRegex(@"--.*|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex(@"^(?:local function |function Reader:)(\w+)", RegexOptions.Multiline)]
    private static partial Regex Definitions();
}
