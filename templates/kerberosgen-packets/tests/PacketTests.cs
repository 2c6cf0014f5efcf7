using KerberosGen.Testing;
using Xunit;

namespace MyProtocol._1.Packets.Tests;

public sealed class PacketTests
{
    [Fact]
    public void A_request_header_keeps_the_laws() => PacketLaws.HoldFor<RequestHeader>();

    [Fact]
    public void A_reading_keeps_the_laws() => PacketLaws.HoldFor<Reading>();

    [Fact]
    public void A_remark_keeps_the_laws() => PacketLaws.HoldFor<Remark>();

    // The laws hold for any declaration; a vector from the protocol's own document says that it is the right one.
    [Fact]
    public void A_remark_is_a_name_in_sixteen_bytes_a_size_and_the_text()
    {
        var remark = new Remark { Station = new("harbour"), Text = "ice"u8 };
        Assert.Equal("686172626f7572000000000000000000" + "0300" + "696365", Convert.ToHexStringLower(remark.ToArray()));
    }
}
