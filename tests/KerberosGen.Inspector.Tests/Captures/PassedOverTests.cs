using KerberosGen.Inspection.Tests;
using Xunit;

namespace KerberosGen.Inspector.Tests.Captures;

public sealed class PassedOverTests
{
    private const string Nothing = "inspector: the capture holds no TCP or UDP payload\n";

    [Theory]
    [InlineData("decode", 105, "105 (IEEE 802.11)")]
    [InlineData("session", 147, "147 (USER0)")]
    [InlineData("stats", 9, "9 (PPP)")]
    [InlineData("decode", 60000, "60000")]
    public async Task A_link_type_that_cannot_be_read_is_named(string verb, int type, string name)
    {
        InspectorProcess.Outcome outcome = await InspectorProcess.Run(Packets.ToPcap(linkType: type), verb);

        Assert.Equal(
            (5, "", $"inspector: 2 frames of link type {name} passed over; those read are Ethernet, Linux cooked, BSD loopback and raw IP\n{Nothing}"),
            (outcome.Status, outcome.Output, outcome.Error));
    }

    [Fact]
    public async Task Frames_without_a_packet_are_counted_if_nothing_else_is_there()
    {
        byte[] fragment = TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 0x18, Vector.Golden[0].Bytes);
        fragment[6] = 0x20;
        byte[] capture = new TestCapture().Add([0x45, 0]).Add(fragment).ToPcap();

        InspectorProcess.Outcome outcome = await InspectorProcess.Run(capture, "decode");

        Assert.Equal(
            (5, "", $"inspector: 1 frame passed over: neither TCP nor UDP over IP, or cut within a header\ninspector: 1 fragmented datagram passed over: fragments are missing\n{Nothing}"),
            (outcome.Status, outcome.Output, outcome.Error));
    }

    private static TestCapture Packets { get; } = new TestCapture()
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 1, 0x18, Vector.Golden[0].Bytes))
        .Add(TestCapture.TcpFrame(TestCapture.Client, TestCapture.Server, 2, 0x18, []));
}
