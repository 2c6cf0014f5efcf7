using System.Buffers;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

public sealed class DeliveryAllocationTests
{
    private const int Messages = 500;

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(1)]
    public void A_delivery_allocates_nothing_be_it_of_one_event_or_of_many_together(int budget)
    {
        const int Subscribers = 20;
        ChatRoom room = NewRoom(Subscribers, out RoomMember speaker, out MemberFeed[] feeds);
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        Say(room, speaker);
        Deliver(feeds, output, budget);
        Say(room, speaker);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int written = Deliver(feeds, output, budget);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Header 7, the event's fields 53, 100 bytes of text in 7 blocks.
        Assert.Equal(Subscribers * Messages * (7 + 53 + 112), written);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void What_is_allocated_for_a_message_is_the_message_and_its_place_in_the_order_however_many_hear_it()
    {
        long one = AllocatedPerMessage(subscribers: 1);
        long hundred = AllocatedPerMessage(subscribers: 100);
        // The text of 100 bytes, the event, its place in the log.
        Assert.InRange(one, 250, 400);
        Assert.InRange(hundred - one, -8, 8);
    }

    private static long AllocatedPerMessage(int subscribers)
    {
        ChatRoom room = NewRoom(subscribers, out RoomMember speaker, out MemberFeed[] feeds);
        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        for (int i = 0; i < 4; i++)
        {
            Say(room, speaker);
            Deliver(feeds, output);
            speaker.Feed.WriteTo(output, int.MaxValue);
            output.ResetWrittenCount();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Say(room, speaker);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Messages;
    }

    private static ChatRoom NewRoom(int subscribers, out RoomMember speaker, out MemberFeed[] feeds)
    {
        var room = new ChatRoom(new RoomOptions { MessageRate = Rate.Unlimited }, new VolatileRoomStore(), new SilentObserver(), TimeProvider.System);
        speaker = Enter(room);
        feeds = new MemberFeed[subscribers];
        for (int i = 0; i < subscribers; i++)
        {
            RoomMember member = Enter(room);
            room.Take(RoomCommand.Subscribe(member, new PrincipalName($"member {i}"), ulong.MaxValue));
            feeds[i] = member.Feed;
        }

        room.Commit();
        Deliver(feeds, new ArrayBufferWriter<byte>());
        return room;
    }

    private static RoomMember Enter(ChatRoom room)
    {
        byte[] key = new byte[32];
        var member = new RoomMember(new IPEndPoint(IPAddress.Loopback, 1), new MemberFeed(static () => { })) { ClientId = RoomUnderTest.NewId() };
        member.Feed.Open(key, default);
        UInt128 digest = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(member.ClientId.Bytes);
        room.Take(RoomCommand.Enter(member, new Admission(member.ClientId, new KeyMaterial(key), new RememberedAuthenticator(digest, DateTimeOffset.MaxValue), default, default, true)));
        return member;
    }

    private static void Say(ChatRoom room, RoomMember speaker)
    {
        Span<byte> content = stackalloc byte[100];
        content.Fill((byte)'x');
        for (int i = 0; i < Messages; i++)
            room.Take(RoomCommand.Say(speaker, content));
        room.Commit();
    }

    private static int Deliver(MemberFeed[] feeds, ArrayBufferWriter<byte> output, int budget = 64 * 1024)
    {
        int written = 0;
        foreach (MemberFeed feed in feeds)
        {
            FeedStatus status;
            do
            {
                status = feed.WriteTo(output, budget);
                written += output.WrittenCount;
                output.ResetWrittenCount();
            }
            while (status == FeedStatus.More);
        }

        return written;
    }

    private sealed class SilentObserver : IRoomObserver
    {
        public void Admitted(EndPoint peer, PrincipalId client, Iv ticketIv, bool isVerified)
        {
        }

        public void Happened(RoomEventRecord happened)
        {
        }

        public void Refused(EndPoint peer, string reason)
        {
        }

        public void Ended(EndPoint peer, PrincipalId client, string reason)
        {
        }

        public void Moderated(ModerationAct act, string words)
        {
        }
    }
}
