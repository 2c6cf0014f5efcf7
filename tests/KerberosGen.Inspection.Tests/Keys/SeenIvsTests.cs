using KerberosGen.Inspection.Decoding;
using Xunit;

namespace KerberosGen.Inspection.Tests;

public sealed class SeenIvsTests
{
    private readonly SeenIvs _ivs = new();

    [Fact]
    public void An_IV_with_another_message_names_the_packet_that_had_it_first()
    {
        Assert.Null(Note("Session", iv: 1, message: 1, packet: 10));
        Assert.Equal(10, Note("Session", iv: 1, message: 2, packet: 11));
        Assert.Equal(10, Note("Session", iv: 1, message: 3, packet: 12));
    }

    [Fact]
    public void A_message_that_is_sent_again_has_its_own_IV_again()
    {
        Assert.Null(Note("Service", iv: 1, message: 1, packet: 10));
        Assert.Null(Note("Service", iv: 1, message: 1, packet: 11));
    }

    [Fact]
    public void Keys_of_two_roles_may_have_one_IV()
    {
        Assert.Null(Note("Client", iv: 1, message: 1, packet: 10));
        Assert.Null(Note("Service", iv: 1, message: 2, packet: 10));
    }

    [Fact]
    public void What_came_before_the_last_65536_is_forgotten()
    {
        for (int i = 0; i < 65_537; i++)
            Assert.Null(Note("Session", iv: i, message: 1, packet: i));

        Assert.Null(Note("Session", iv: 0, message: 2, packet: 70_000));
        Assert.Equal(2, Note("Session", iv: 2, message: 2, packet: 70_001));
    }

    private int? Note(string role, int iv, byte message, int packet)
    {
        byte[] bytes = [.. BitConverter.GetBytes(iv), .. new byte[12]];
        return _ivs.Note(role, bytes, message, packet);
    }
}
