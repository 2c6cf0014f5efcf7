using System.Buffers.Binary;
using System.Text;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class MembersTests
{
    [Fact]
    public void A_room_without_subscribers_has_no_members()
    {
        Member quiet = new RoomUnderTest().Admit(WireLayout.Original);
        Assert.Empty(Ask(quiet));
    }

    [Fact]
    public void Each_subscriber_takes_279_bytes()
    {
        var room = new RoomUnderTest();
        Member alice = room.Admit(WireLayout.Documented);
        alice.Subscribe(0, "alice");
        room.Clock.Advance(TimeSpan.FromMilliseconds(1500));
        Member bob = room.Admit(WireLayout.Documented);
        bob.Subscribe(0, "Боб");
        Member quiet = room.Admit(WireLayout.Original);

        Assert.Equal(
            [(alice.Id, "alice", KdcUnderTest.Start), (bob.Id, "Боб", KdcUnderTest.Start.AddMilliseconds(1500))], Ask(quiet));
        alice.Connection.Session.Dispose();
        Assert.Equal([(bob.Id, "Боб", KdcUnderTest.Start.AddMilliseconds(1500))], Ask(quiet));
    }

    [Fact]
    public void A_client_with_several_subscriptions_is_one_member_until_the_last_ends()
    {
        var room = new RoomUnderTest();
        Member first = room.Admit(WireLayout.Documented);
        first.Subscribe(0, "alice");
        room.Clock.Advance(TimeSpan.FromSeconds(5));
        Member second = room.Admit(WireLayout.Documented, first.Id);
        second.Subscribe(0, "alice at home");

        Assert.Equal([(first.Id, "alice", KdcUnderTest.Start)], Ask(second));
        first.Connection.Session.Dispose();
        Assert.Equal([(first.Id, "alice at home", KdcUnderTest.Start.AddSeconds(5))], Ask(second));
        second.Connection.Session.Dispose();
        Assert.Empty(Ask(room.Admit(WireLayout.Documented)));
    }

    [Fact]
    public void The_list_is_that_of_the_moment_however_often_it_is_asked_for()
    {
        var room = new RoomUnderTest();
        Member quiet = room.Admit();
        Member alice = room.Subscribe("alice");
        for (int i = 0; i < 3; i++)
            Assert.Equal(["alice"], Ask(quiet).Select(static m => m.Name));
        Member bob = room.Subscribe("bob");
        for (int i = 0; i < 3; i++)
            Assert.Equal(["alice", "bob"], Ask(quiet).Select(static m => m.Name));
        alice.Connection.Session.Dispose();
        Assert.Equal(["bob"], Ask(quiet).Select(static m => m.Name));
        bob.Connection.Send(GivenRequest.WrittenBy(bob.Client.WriteLeave));
        Assert.Empty(Ask(quiet));
    }

    private static (PrincipalId Id, string Name, DateTimeOffset JoinedAt)[] Ask(Member member)
    {
        member.Take();
        GivenRequest request = GivenRequest.WrittenBy(member.Client.WriteMembersRequest);
        Assert.Equal(Disposition.KeepOpen, member.Connection.Send(request));
        ReceivedPacket answer = Assert.Single(member.Connection.Take());
        Assert.Equal(1607, answer.Code);
        Assert.Equal(0, answer.Payload.Length % 279);
        return
        [
            .. answer.Payload.Chunk(279).Select(static e => (
                new PrincipalId(e.AsSpan(0, 16)),
                Encoding.UTF8.GetString(e, 16, 255).TrimEnd('\0'),
                DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(e.AsSpan(271))))),
        ];
    }
}
