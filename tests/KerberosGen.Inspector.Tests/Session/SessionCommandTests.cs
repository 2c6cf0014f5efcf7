using System.Text.Json;
using System.Xml.Linq;
using KerberosGen.Inspection.Tests;
using KerberosGen.Inspection.Tests.Sessions;
using Xunit;

namespace KerberosGen.Inspector.Tests.Session;

/// <summary><c>inspector session</c>, as a process.</summary>
public sealed class SessionCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-session-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_recording_is_drawn_in_80_columns_and_as_svg_beside_it()
    {
        string drawing = Path.Combine(_folder.FullName, "session.svg");

        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "session", Vector.PathOf("session.pcap"), "--svg", drawing);

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.All(outcome.Output.Split('\n'), static row => Assert.InRange(row.Length, 0, 80));
        Assert.Contains("12.566607     │◀──────┤       │       │  #30 1603 OriginalTicketResponse 264 B\n", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n48 packets in 18.7 s\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(drawing).Root!.Name.LocalName);
    }

    [Fact]
    public async Task As_json_from_standard_input_one_connection_alone_can_be_had()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Vector.SessionPcap(), "session", "--out", "json", "--stream", "3");

        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        Assert.All(JsonDocument.Parse(outcome.Output).RootElement.GetProperty("steps").EnumerateArray(), static s => Assert.Equal(3, s.GetProperty("stream").GetInt32()));
    }

    [Fact]
    public async Task More_than_the_limit_is_told()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "session", Vector.PathOf("session.pcap"), "-n", "5");

        Assert.Equal((0, "inspector: only the first 5 steps are shown; -n COUNT shows more, --stream NUMBER one connection\n"), (outcome.Status, outcome.Error));
        Assert.DoesNotContain("#6 ", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "inspector: a session takes a capture", "session")]
    [InlineData(3, "inspector: statistics take a capture", "stats")]
    public async Task Bytes_that_do_not_say_who_sent_them_are_no_session(int status, string says, string verb)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Vector.Golden[0].Bytes, verb);

        Assert.Equal((status, ""), (outcome.Status, outcome.Output));
        Assert.StartsWith(says, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_is_not_there_matches_nothing()
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run([], "session", Vector.PathOf("session.pcap"), "--stream", "99");

        Assert.Equal((5, "", "inspector: the capture holds no packets of stream 99\n"), (outcome.Status, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task A_refusal_is_marked_and_why_stands_under_it()
    {
        byte[] pcap = new SessionCapture().Connect().Say(SessionCapture.Ask).Hear(SessionCapture.Answer(1609)).ToPcap();

        InspectorProcess.Outcome plain = await InspectorProcess.Run(pcap, "session");
        InspectorProcess.Outcome why = await InspectorProcess.Run(pcap, "session", "--why");

        Assert.Equal((0, 0), (plain.Status, why.Status));
        Assert.Contains("✗ says no to #1\n", plain.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("why: ", plain.Output, StringComparison.Ordinal);
        Assert.Contains("│    why: ", why.Output[why.Output.IndexOf("✗ says no to #1", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_capture_is_drawn_as_far_as_it_goes()
    {
        byte[] pcap = Vector.SessionPcap();
        pcap.AsSpan(5000, 400).Fill(0xff);

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(pcap, "session");

        Assert.Equal(3, outcome.Status);
        Assert.Contains("#1 1025 ServiceRegistration 310 B", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("file offset 0x", outcome.Error, StringComparison.Ordinal);
    }
}
