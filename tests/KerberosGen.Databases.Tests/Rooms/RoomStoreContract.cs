using System.Text;
using FsCheck.Xunit;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Protocol.Tests;

namespace KerberosGen.Databases.Tests.Rooms;

/// <summary>What every store of a room is held to. A store's own tests derive from this and say how it is opened.</summary>
public abstract class RoomStoreContract
{
    private static readonly PrincipalId Anne = Id(1), Bob = Id(2);

    private static readonly PrincipalName AnneName = new("Anne"), BobName = new("Bob");

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2));

    /// <summary>Opens the store of a room, the same place every time for one id. One at a time is open for each id.</summary>
    protected abstract IRoomStore Open(PrincipalId room);

    [Fact]
    public void A_new_store_knows_nothing() => Memories.AssertSame(RoomMemory.None, Reopened(RoomScript.Room));

    [Fact]
    public void What_was_committed_is_read_after_a_restart()
    {
        var changes = new RoomChanges { Now = Now, FirstHeld = 1 };
        changes.Events.AddRange([Event(1, EventKind.Joined, Anne, "Anne"), Event(2, EventKind.Message, Anne, "Anne: hello"), Event(3, EventKind.Notice, default, "")]);
        changes.Names.Add(new NameClaim(AnneName, Anne));
        changes.Impose(new Sanction(Bob, SanctionKind.Ban, null, "console"));
        changes.Impose(new Sanction(Bob, SanctionKind.Mute, Now.AddHours(1), Anne.ToString()));
        changes.Authenticators.Add(new RememberedAuthenticator(UInt128.MaxValue, Now));
        Commit(changes);
        RoomMemory expected = new(
            3, [.. changes.Events], [.. changes.Names], [.. changes.Imposed], [.. changes.Authenticators], [new NameClaim(AnneName, Anne)]);
        Memories.AssertSame(expected, Reopened(RoomScript.Room));
        Memories.AssertSame(expected, Reopened(RoomScript.Room));
    }

    [Fact]
    public void What_a_room_does_with_its_changes_afterwards_does_not_reach_the_store()
    {
        byte[] content = "Anne: hello"u8.ToArray();
        var changes = new RoomChanges { Now = Now };
        changes.Events.Add(new RoomEventRecord(1, Now, EventKind.Message, Anne, content));
        using (IRoomStore store = Open(RoomScript.Room))
        {
            store.Read();
            store.Commit(changes);
            content.AsSpan().Clear();
            changes.Clear();
        }

        Assert.Equal("Anne: hello", Encoding.UTF8.GetString(Assert.Single(Reopened(RoomScript.Room).Events).Content.Span));
    }

    [Fact]
    public void Events_that_are_held_no_more_are_gone_and_the_numbers_go_on()
    {
        var changes = new RoomChanges { Now = Now, FirstHeld = 1 };
        changes.Events.AddRange(Enumerable.Range(1, 300).Select(static i => Event((ulong)i, EventKind.Message, Anne, $"Anne: {i}")));
        Commit(changes);
        changes.Clear();
        changes.FirstHeld = 299;
        changes.Events.Add(Event(301, EventKind.Message, Anne, "Anne: 301"));
        Commit(changes);
        RoomMemory kept = Reopened(RoomScript.Room);
        Assert.Equal(301ul, kept.LastSequence);
        Assert.Equal([299, 300, 301], kept.Events.Select(static happened => happened.Sequence));
    }

    [Fact]
    public void The_last_number_is_kept_where_no_event_is()
    {
        var changes = new RoomChanges { Now = Now };
        for (ulong i = 1; i <= 3; i++)
        {
            changes.Clear();
            changes.FirstHeld = i + 1;
            changes.Events.Add(Event(i, EventKind.Joined, Anne, "Anne"));
            Commit(changes);
            RoomMemory kept = Reopened(RoomScript.Room);
            Assert.Equal(i, kept.LastSequence);
            Assert.Empty(kept.Events);
            Assert.Equal((int)i, kept.Present.Count);
        }
    }

    [Fact]
    public void Who_is_present_is_counted_by_subscription()
    {
        var changes = new RoomChanges { Now = Now };
        changes.Events.AddRange(
        [
            Event(1, EventKind.Joined, Anne, "Anne"), Event(2, EventKind.Joined, Anne, "Anne"), Event(3, EventKind.Joined, Anne, "Bob"),
            Event(4, EventKind.Joined, Bob, "Bob"), Event(5, EventKind.Left, Anne, "Anne"), Event(6, EventKind.Left, Bob, "Bob"), Event(7, EventKind.Left, Bob, "Anne"),
        ]);
        Commit(changes);
        Assert.Equal([(AnneName, Anne), (BobName, Anne)], Reopened(RoomScript.Room).Present.Select(static p => (p.Name, p.Client)).OrderBy(static p => p.Name.ToString()));
        changes.Clear();
        changes.Events.AddRange([Event(8, EventKind.Left, Anne, "Anne"), Event(9, EventKind.Left, Anne, "Bob")]);
        Commit(changes);
        Assert.Empty(Reopened(RoomScript.Room).Present);
    }

    [Fact]
    public void Of_several_sanctions_of_one_kind_on_one_client_the_last_one_stands()
    {
        var changes = new RoomChanges { Now = Now };
        changes.Impose(new Sanction(Anne, SanctionKind.Ban, null, "console"));
        changes.Lift(Anne, SanctionKind.Ban);
        changes.Lift(Bob, SanctionKind.Mute);
        changes.Impose(new Sanction(Bob, SanctionKind.Mute, null, "console"));
        Commit(changes);
        Assert.Equal([new Sanction(Bob, SanctionKind.Mute, null, "console")], Reopened(RoomScript.Room).Sanctions);
        changes.Clear();
        changes.Impose(new Sanction(Bob, SanctionKind.Ban, null, "console"));
        changes.Impose(new Sanction(Bob, SanctionKind.Mute, Now, Anne.ToString()));
        Commit(changes);
        Assert.Equal([new Sanction(Bob, SanctionKind.Ban, null, "console"), new Sanction(Bob, SanctionKind.Mute, Now, Anne.ToString())], Reopened(RoomScript.Room).Sanctions.OrderBy(static s => s.Kind));
        changes.Clear();
        changes.Lift(Bob, SanctionKind.Ban);
        changes.Lift(Bob, SanctionKind.Mute);
        Commit(changes);
        Assert.Empty(Reopened(RoomScript.Room).Sanctions);
    }

    [Fact]
    public void Authenticators_are_kept_until_their_time_has_come_and_no_longer()
    {
        var changes = new RoomChanges { Now = Now };
        changes.Authenticators.AddRange(Enumerable.Range(0, 10).Select(static i => new RememberedAuthenticator(new UInt128((ulong)i, 7), Now.AddSeconds(i))));
        Commit(changes);
        Assert.Equal(10, Reopened(RoomScript.Room).Authenticators.Count);
        changes.Clear();
        changes.Now = Now.AddSeconds(7);
        changes.Events.Add(Event(1, EventKind.Message, Anne, "Anne: hello"));
        Commit(changes);
        Assert.Equal([new UInt128(7, 7), new UInt128(8, 7), new UInt128(9, 7)], Reopened(RoomScript.Room).Authenticators.Select(static a => a.Digest).Order());
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Events_that_leave_a_gap_or_repeat_a_number_are_refused_and_nothing_is_kept(ulong first, ulong second)
    {
        var changes = new RoomChanges { Now = Now };
        changes.Events.AddRange([Event(first, EventKind.Joined, Anne, "Anne"), Event(second, EventKind.Joined, Anne, "Anne")]);
        changes.Names.Add(new NameClaim(AnneName, Anne));
        using (IRoomStore store = Open(RoomScript.Room))
        {
            store.Read();
            Assert.Throws<ArgumentException>(() => store.Commit(changes));
        }

        Memories.AssertSame(RoomMemory.None, Reopened(RoomScript.Room));
        changes.Events.Clear();
        changes.Events.Add(Event(1, EventKind.Joined, Anne, "Anne"));
        Commit(changes);
        Assert.Equal(1ul, Reopened(RoomScript.Room).LastSequence);
    }

    [Property(Arbitrary = [typeof(RoomStep)], MaxTest = 150, EndSize = 150)]
    public void Whatever_happens_a_store_that_is_opened_again_holds_what_it_must(RoomStep[] steps)
    {
        PrincipalId room = new(Guid.NewGuid().ToByteArray());
        using var model = new InMemoryRoomStore();
        model.Read();
        var script = new RoomScript(0);
        IRoomStore store = Open(room);
        try
        {
            store.Read();
            foreach (RoomStep step in steps)
            {
                if (step.Kind is not (RoomStepKind.Commit or RoomStepKind.Reopen))
                {
                    script.Take(step);
                    continue;
                }

                store.Commit(script.Changes);
                model.Commit(script.Changes);
                script.Changes.Clear();
                if (step.Kind == RoomStepKind.Commit)
                    continue;
                store.Dispose();
                store = Open(room);
                Memories.AssertSame(model.Kept, store.Read());
            }
        }
        finally
        {
            store.Dispose();
        }

        Memories.AssertSame(model.Kept, Reopened(room));
    }

    private static PrincipalId Id(byte value) => new([.. Enumerable.Repeat(value, PrincipalId.Size)]);

    private static RoomEventRecord Event(ulong sequence, EventKind kind, PrincipalId client, string content) =>
        new(sequence, Now.AddMilliseconds(sequence), kind, client, Encoding.UTF8.GetBytes(content));

    private void Commit(RoomChanges changes)
    {
        using IRoomStore store = Open(RoomScript.Room);
        store.Read();
        store.Commit(changes);
    }

    private RoomMemory Reopened(PrincipalId room)
    {
        using IRoomStore store = Open(room);
        return store.Read();
    }
}
