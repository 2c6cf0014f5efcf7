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
    public void An_IV_is_remembered_while_some_others_come_and_forgotten_when_very_many_have()
    {
        for (int i = 0; i < 1000; i++)
            Assert.Null(Note("Session", iv: i, message: 1, packet: i));
        Assert.Equal(0, Note("Session", iv: 0, message: 2, packet: 1000));

        for (int i = 1000; i < 1_000_000; i++)
            Note("Session", iv: i, message: 1, packet: i);
        Assert.Null(Note("Session", iv: 0, message: 2, packet: 1_000_000));
    }

    private int? Note(string role, int iv, byte message, int packet)
    {
        byte[] bytes = [.. BitConverter.GetBytes(iv), .. new byte[12]];
        return _ivs.Note(role, bytes, message, packet);
    }
}
