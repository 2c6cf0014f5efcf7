using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>The laws of a room's order, under random histories.</summary>
public sealed class RoomLawsTests
{
    private const string TooSlow = "You take too slowly what the room sends you: the connection ends.";

    [Property(MaxTest = 150)]
    public void There_is_one_order_for_all_without_gaps_or_doubles_through_batches_slow_readers_and_restarts((byte Kind, byte Choice)[] operations, byte history)
    {
        var model = new RoomModel(history % 20);
        foreach ((byte kind, byte choice) in operations)
            model.Do(kind, choice);
        model.AssertLaws();
    }

    [Property(MaxTest = 100)]
    public void A_subscriber_is_put_out_exactly_when_more_has_happened_than_it_may_be_behind(byte[] messages, ushort limit)
    {
        int allowed = 200 + (limit % 2000);
        var room = new RoomUnderTest(configure: o => o with { MaxBytesBehind = allowed });
        Member slow = room.Subscribe("slow");
        Member speaker = room.Admit();
        long behind = 0;
        foreach (byte size in messages)
        {
            speaker.Say(new string('x', size));
            behind += SizeOf(size);
            if (behind > allowed)
                break;
            Assert.False(slow.Connection.Feed.IsEnding);
        }

        Assert.Equal(behind > allowed, slow.Connection.Feed.IsEnding);
        Assert.Equal(behind > allowed ? TooSlow : null, slow.Connection.Ending);
    }

    [Property(MaxTest = 100)]
    public void One_who_comes_back_with_its_last_number_misses_nothing_and_sees_nothing_twice(byte[] said, byte[] cuts)
    {
        var room = new RoomUnderTest();
        Member speaker = room.Admit();
        PrincipalId id = RoomUnderTest.NewId();
        var heard = new List<ulong>();
        Member reader = room.Admit(client: id);
        reader.Subscribe(0, "reader");
        for (int at = 0; at < said.Length; at++)
        {
            speaker.Say($"speaker: {at}");
            if (at >= cuts.Length || cuts[at] % 3 != 0)
                continue;
            // Some of what was sent had arrived when the connection was cut.
            reader.Connection.TakeOnce(cuts[at] * 4);
            reader.Take();
            heard.AddRange(reader.Events.Select(static e => e.Sequence));
            reader.Connection.Session.Dispose();
            reader = room.Admit(client: id);
            reader.Subscribe(heard.Count == 0 ? 0 : heard[^1], "reader");
        }

        reader.Take();
        heard.AddRange(reader.Events.Select(static e => e.Sequence));
        Assert.Equal(Enumerable.Range(1, (int)room.Store.Kept.LastSequence).Select(static n => (ulong)n), heard);
    }

    private static int SizeOf(int plaintext) => ResponseHeader.Size + RoomEvent.MinSize + (plaintext / 16 * 16) + 16;
}
