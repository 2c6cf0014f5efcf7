using System.Net;
using FsCheck.Xunit;
using KerberosGen.Room.Tests.Support;
using KerberosGen.Storage;

namespace KerberosGen.Room.Tests.Manager;

public sealed class ListenPortsTests
{
    private static readonly IPEndPoint Kdc = new(IPAddress.Loopback, 8000);

    [Property(MaxTest = 100)]
    public void Ports_count_up_past_those_of_the_pool(byte first, byte[] pooled, byte count)
    {
        int[] taken = [.. pooled.Select(static port => 9000 + port).Distinct()];
        PooledRoom[] pool = [.. taken.Select(static port => PooledRooms.Known($"Room {port}", port))];
        var ports = new ListenPorts(new IPEndPoint(IPAddress.Loopback, 9000 + first), pool);
        int[] given = [.. Enumerable.Range(0, count).Select(_ => ports.Take(Kdc).Port)];
        Assert.Equal(Enumerable.Range(9000 + first, 1000).Except(taken).Take(count), given);
    }

    [Fact]
    public void What_a_refused_room_gives_back_the_next_one_gets()
    {
        var ports = new ListenPorts(new IPEndPoint(IPAddress.Loopback, 9000), []);
        IPEndPoint first = ports.Take(Kdc);
        Assert.Equal(9001, ports.Take(Kdc).Port);
        ports.Return(first);
        Assert.Equal(first, ports.Take(Kdc));
        Assert.Equal(9002, ports.Take(Kdc).Port);
    }

    [Fact]
    public void Any_port_is_any_port_for_all()
    {
        var free = new ListenPorts(new IPEndPoint(IPAddress.Loopback, 0), []);
        Assert.Equal([0, 0], new[] { free.Take(Kdc).Port, free.Take(Kdc).Port });
        Assert.Equal(new IPEndPoint(IPAddress.Any, 0), new ListenPorts(null, []).Take(Kdc));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Any, 0), new ListenPorts(null, []).Take(new IPEndPoint(IPAddress.IPv6Loopback, 8000)));
    }

    [Fact]
    public void Too_few_ports_and_a_KDC_that_cannot_be_reached_from_there_are_said()
    {
        var last = new ListenPorts(new IPEndPoint(IPAddress.Loopback, 65535), []);
        last.Take(Kdc);
        Assert.Equal("--listen 127.0.0.1:65535: there are not enough ports up to 65535 for all rooms.", Assert.Throws<InvalidOperationException>(() => last.Take(Kdc)).Message);
        var other = new ListenPorts(new IPEndPoint(IPAddress.IPv6Loopback, 9000), []);
        Assert.Contains("one is IPv4 and the other IPv6", Assert.Throws<InvalidOperationException>(() => other.Take(Kdc)).Message, StringComparison.Ordinal);
    }
}
