using System.Text;
using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>Random sequences of subscribing, saying and leaving, against a model that is a list of what happened.</summary>
public sealed class ChatRoomLawsTests
{
    [Property(MaxTest = 300)]
    public void There_is_one_order_for_all_without_gaps_and_replay_and_live_together_are_all_of_it(byte[] operations, byte historyLimit)
    {
        int history = historyLimit % 20;
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(KdcUnderTest.Start);
        var room = new ChatRoom(clock, history);
        var happened = new List<string>();
        var present = new List<Listener>();
        var everyone = new List<Listener>();
        foreach (byte operation in operations)
        {
            int choice = operation / 3;
            switch (operation % 3)
            {
                case 0:
                    ulong since = SinceOf(choice, happened.Count);
                    var listener = new Listener($"member {everyone.Count}", since, happened.Count, history);
                    happened.Add($"Joined {listener.DisplayName}");
                    present.Add(listener);
                    everyone.Add(listener);
                    room.Subscribe(listener, since);
                    break;
                case 1:
                    string text = $"somebody: {happened.Count}";
                    happened.Add($"Message {text}");
                    room.Publish(RoomUnderTest.NewId(), Encoding.UTF8.GetBytes(text));
                    break;
                case 2 when present.Count > 0:
                    Listener gone = present[choice % present.Count];
                    happened.Add($"Left {gone.DisplayName}");
                    present.Remove(gone);
                    gone.LeftAfter = happened.Count - 1;
                    room.Unsubscribe(gone);
                    room.Unsubscribe(gone);
                    break;
            }

            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(present.Select(static l => l.ClientId), room.ListMembers().Select(static m => m.ClientId));
        foreach (Listener listener in everyone)
            listener.AssertHeard(happened);
    }

    [Fact]
    public async Task Members_that_speak_at_once_are_heard_in_one_order()
    {
        var room = new ChatRoom(TimeProvider.System, historyLimit: 10_000);
        Listener[] listeners = [.. Enumerable.Range(0, 4).Select(static i => new Listener($"member {i}", 0, 0, 10_000))];
        foreach (Listener listener in listeners)
            room.Subscribe(listener, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(speaker => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++)
                room.Publish(listeners[speaker].ClientId, Encoding.UTF8.GetBytes($"{speaker}: {i}"));
        })));

        List<RoomEventRecord> first = listeners[0].Events;
        Assert.Equal(Enumerable.Range(1, 2004).Select(static i => (ulong)i), first.Select(static e => e.Sequence));
        for (int speaker = 0; speaker < 4; speaker++)
        {
            Assert.Equal(
                Enumerable.Range(0, 500).Select(i => $"{speaker}: {i}"),
                first.Where(e => e.Kind == EventKind.Message && e.ClientId == listeners[speaker].ClientId).Select(Listener.TextOf));
        }

        foreach (Listener listener in listeners)
            Assert.Equal(first, listener.Events);
    }

    [Fact]
    public async Task A_subscriber_who_comes_amid_a_conversation_misses_and_repeats_nothing()
    {
        var room = new ChatRoom(TimeProvider.System, historyLimit: 10_000);
        var latecomers = new List<Listener>();
        Task speaker = Task.Run(() =>
        {
            for (int i = 0; i < 2_000; i++)
                room.Publish(default, "somebody: hello"u8);
        });
        for (int i = 0; i < 50; i++)
        {
            var latecomer = new Listener($"member {i}", 0, 0, 10_000);
            latecomers.Add(latecomer);
            room.Subscribe(latecomer, 0);
            await Task.Yield();
        }

        await speaker;
        int all = 2_000 + latecomers.Count;
        foreach (Listener latecomer in latecomers)
            Assert.Equal(Enumerable.Range(1, all).Select(static i => (ulong)i), latecomer.Events.Select(static e => e.Sequence));
    }

    private static ulong SinceOf(int choice, int count) => (choice % 4) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => (ulong)(choice % (count + 1)),
        _ => (ulong)(count + choice),
    };

    private sealed class Listener(string name, ulong since, int happenedBefore, int history) : IRoomSubscriber
    {
        public PrincipalId ClientId { get; } = RoomUnderTest.NewId();

        public PrincipalName DisplayName { get; } = new(name);

        public List<RoomEventRecord> Events { get; } = [];

        /// <summary>How many events had happened when it left; null if it is still there.</summary>
        public int? LeftAfter { get; set; }

        public static string TextOf(RoomEventRecord happened) => Encoding.UTF8.GetString(happened.Content.Span);

        public void Deliver(RoomEventRecord roomEvent) => Events.Add(roomEvent);

        public void AssertHeard(List<string> happened)
        {
            int firstHeld = Math.Max(0, happenedBefore - history);
            int first = since >= (ulong)happenedBefore ? happenedBefore : Math.Max((int)since, firstHeld);
            int last = LeftAfter ?? happened.Count;
            bool isMissing = since > 0 && since < (ulong)firstHeld;
            List<RoomEventRecord> heard = Events;
            if (isMissing)
            {
                Assert.Equal((0ul, EventKind.Notice), (heard[0].Sequence, heard[0].Kind));
                Assert.Equal($"Events {since + 1} to {firstHeld} are no longer held.", TextOf(heard[0]));
                heard = heard[1..];
            }

            Assert.Equal(
                Enumerable.Range(first, last - first).Select(i => $"{i + 1} {happened[i]}"),
                heard.Select(static e => $"{e.Sequence} {e.Kind} {TextOf(e)}"));
        }
    }
}
