using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck.Xunit;
using KerberosGen.Inspection.Rendering;
using KerberosGen.Inspection.Sessions;
using Xunit;

namespace KerberosGen.Inspection.Tests.Sessions;

public sealed class SessionDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void No_row_of_the_recording_is_wider_than_the_screen_and_every_packet_has_its_row(int width)
    {
        string[] rows = TextOf(SessionCapture.ReadPcap(Vector.SessionPcap()), width).Split('\n');

        Assert.All(rows, row => Assert.InRange(row.Length, 0, width));
        for (int number = 1; number <= 48; number++)
            Assert.Single(rows, row => row.Contains(FormattableString.Invariant($"#{number} "), StringComparison.Ordinal));
    }

    [Fact]
    public void Arrows_delays_pauses_and_what_went_wrong_are_drawn()
    {
        Session session = new SessionCapture().Connect().Say(SessionCapture.Ask).Hear(SessionCapture.Answer(1609)).SayAgain(SessionCapture.Ask, 23).Say(SessionCapture.Request(1031)).Refuse().Read();

        Snapshot.Check("session-trouble", TextOf(session, 80));
    }

    [Fact]
    public void Many_clients_share_lanes_and_every_step_still_finds_its_own()
    {
        var capture = new SessionCapture();
        for (int i = 0; i < 300; i++)
        {
            var client = new IPEndPoint(new IPAddress([10, 1, (byte)(i / 100), (byte)(i % 100)]), 40_000 + i);
            capture.Connect(client).Say(SessionCapture.Ask, client).Hear(SessionCapture.Answer(1609), client);
        }

        Session session = capture.Read();
        SessionLanes lanes = SessionLanes.Of(session, 4);

        Assert.Equal(["client 1", "client 2", "others", ":8000"], lanes.All.Select(static l => l.Name));
        Assert.Equal("298 more clients", lanes.All[2].Title);
        Assert.All(session.Steps, step => Assert.NotEqual(lanes.IndexOf(step.From), lanes.IndexOf(step.To)));
        Assert.All(TextOf(session, 80).Split('\n'), static row => Assert.InRange(row.Length, 0, 80));
    }

    [Fact]
    public void Ports_of_one_client_share_its_lane_where_there_is_no_room_for_each()
    {
        var capture = new SessionCapture();
        for (int port = 50_000; port < 50_010; port++)
            capture.Connect(SessionCapture.Client(port)).Say(SessionCapture.Ask, SessionCapture.Client(port));

        Assert.Equal(["10.0.0.1, 10 ports", "10.0.0.2:8000"], SessionLanes.Of(capture.Read(), 4).All.Select(static l => l.Title));
        Assert.Equal(11, SessionLanes.Of(capture.Read(), 11).All.Count);
    }

    [Fact]
    public void The_svg_of_the_recording_is_well_formed_and_told_to_a_screen_reader()
    {
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap());

        XElement svg = XDocument.Parse(SessionSvgRenderer.Draw(session, "session.pcap")).Root!;

        Assert.Equal(("img", "title desc"), (svg.Attribute("role")!.Value, svg.Attribute("aria-labelledby")!.Value));
        Assert.Equal("Sequence diagram of session.pcap", svg.Element(Svg + "title")!.Value);
        Assert.Contains("48 packets", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Equal(48, svg.Elements(Svg + "line").Count(static l => l.Attribute("class")!.Value == "arrow"));
        double height = double.Parse(svg.Attribute("height")!.Value, CultureInfo.InvariantCulture);
        Assert.All(svg.Elements(Svg + "text"), t => Assert.InRange(double.Parse(t.Attribute("y")!.Value, CultureInfo.InvariantCulture), 0, height));
    }

    [Property(MaxTest = 100)]
    public void Whatever_is_said_about_a_packet_the_svg_stays_well_formed_and_the_text_moves_no_cursor(string said)
    {
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap(), new SessionOptions { Limit = 2, Explain = _ => [said ?? ""] });

        XDocument.Parse(SessionSvgRenderer.Draw(session, said ?? ""));
        Assert.DoesNotContain(TextOf(session, 80), static c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void The_json_holds_every_step_with_its_answer_and_delay()
    {
        using var output = new MemoryStream();
        Session session = SessionCapture.ReadPcap(Vector.SessionPcap());
        SessionJsonRenderer.Write(output, session);

        JsonElement root = JsonDocument.Parse(output.ToArray()).RootElement;

        Assert.Equal("kerberosgen.session/1", root.GetProperty("schema").GetString());
        JsonElement answer = root.GetProperty("steps").EnumerateArray().First(static s => s.GetProperty("kind").GetString() == "answer");
        Assert.Equal((2, 1, 0.001403), (answer.GetProperty("packet").GetInt32(), answer.GetProperty("answers").GetInt32(), answer.GetProperty("delay_seconds").GetDouble()));
        Assert.Equal(48, root.GetProperty("steps").GetArrayLength());
    }

    private static string TextOf(Session session, int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new SessionTextRenderer(text, new RenderOptions(), width).Write(session);
        return text.ToString();
    }
}
