using System.Net;

namespace KerberosGen.Runtime.Tests.Language;

/// <summary>Addresses of both kinds.</summary>
public sealed class AddressTests
{
    [Fact]
    public void Addresses_stand_in_network_order_and_show_as_people_write_them()
    {
        var route = new Route { From = IPv4Address.From(IPAddress.Parse("192.0.2.1")), To = IPv6Address.From(IPAddress.Parse("2001:db8::1")) };
        Words.Hold(route, "C0000201 20010DB8000000000000000000000001");
        Assert.Equal("Route { From = 192.0.2.1, To = 2001:db8::1 }", route.ToString());
        Assert.Equal(IPAddress.Parse("192.0.2.1"), route.From.ToIPAddress());
        Assert.Equal(IPAddress.Parse("2001:db8::1"), route.To.ToIPAddress());
    }

    [Fact]
    public void An_address_of_the_other_kind_is_refused()
    {
        Assert.Throws<ArgumentException>(() => IPv4Address.From(IPAddress.IPv6Loopback));
        Assert.Throws<ArgumentException>(() => IPv6Address.From(IPAddress.Loopback));
    }
}

[Packet]
public partial struct Route
{
    public IPv4Address From;
    public IPv6Address To;
}
