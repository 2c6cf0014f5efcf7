using System.Buffers;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>A room with its own thread, and senders with theirs.</summary>
public sealed class RoomWriterTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Many_who_speak_at_once_are_heard_by_all_in_one_order_and_each_in_its_own()
    {
        await using var site = new Site();
        Task<List<RoomEventRecord>>[] readers = [.. Enumerable.Range(0, 4).Select(_ => site.ReadUntilAsync(4 + 2000))];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(speaker => Task.Run(() =>
        {
            RoomMember member = site.Enter();
            for (int i = 0; i < 500; i++)
                site.Writer.Post(RoomCommand.Say(member, System.Text.Encoding.UTF8.GetBytes($"{speaker}: {i}")));
        })));
        string[][] heard = [.. (await Task.WhenAll(readers)).Select(static events => events.Select(RoomModelMember.LineOf).ToArray())];
        Assert.All(heard, lines => Assert.Equal(heard[0], lines));
        for (int speaker = 0; speaker < 4; speaker++)
        {
            Assert.Equal(
                Enumerable.Range(0, 500).Select(i => $"{speaker}: {i}"),
                heard[0].Where(line => line.Contains($" Message {speaker}: ", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf("Message ", StringComparison.Ordinal) + 8)..]));
        }
    }

    [Fact]
    public async Task Nothing_that_happens_after_a_member_was_put_out_is_delivered_to_it_however_its_sender_runs()
    {
        await using var site = new Site();
        RoomMember speaker = site.Enter();
        for (int round = 0; round < 30; round++)
        {
            PrincipalId id = RoomUnderTest.NewId();
            Task<List<RoomEventRecord>> reading = site.ReadUntilAsync(int.MaxValue, id);
            for (int i = 0; i < 20 + round; i++)
                site.Writer.Post(RoomCommand.Say(speaker, "x: before"u8));
            site.Writer.Post(RoomCommand.Moderate(new ModerationAct(ModerationVerb.Kick, id.ToString(), null, "console"), out Task<ModerationResult> kicked));
            for (int i = 0; i < 20; i++)
                site.Writer.Post(RoomCommand.Say(speaker, "x: after"u8));
            Assert.True((await kicked.WaitAsync(s_patience)).IsDone);
            List<RoomEventRecord> heard = await reading.WaitAsync(s_patience);
            Assert.DoesNotContain(heard, static e => e.Kind == EventKind.Left || RoomModelMember.LineOf(e).EndsWith("x: after", StringComparison.Ordinal));
            ulong[] order = [.. heard.Select(static e => e.Sequence).Where(static n => n > 0)];
            Assert.Equal(Enumerable.Range(0, order.Length).Select(i => order[0] + (ulong)i), order);
        }
    }

    [Fact]
    public async Task A_room_whose_store_fails_ends_and_nobody_waits_for_it()
    {
        await using var site = new Site();
        RoomMember member = site.Enter();
        await site.AnswerAsync();
        site.Store.FailNextCommit();
        site.Writer.Post(RoomCommand.Moderate(new ModerationAct(ModerationVerb.Say, "hello", null, "console"), out Task<ModerationResult> said));
        await Assert.ThrowsAsync<StoreFailedException>(() => site.Writer.Completion.WaitAsync(s_patience));
        await Assert.ThrowsAsync<TaskCanceledException>(() => said.WaitAsync(s_patience));
        site.Writer.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
        await Assert.ThrowsAsync<TaskCanceledException>(() => answer.WaitAsync(s_patience));
        site.Writer.Post(RoomCommand.Say(member, "alice: hello"u8));
        Assert.Equal(0ul, site.Store.Kept.LastSequence);
    }

    [Fact]
    public async Task A_room_whose_store_hangs_has_a_thread_of_its_own_to_hang()
    {
        var store = new HangingStore();
        await using var writer = new RoomWriter(new ChatRoom(new RoomOptions(), store, new RecordingRoomObserver(), TimeProvider.System), TimeProvider.System);
        writer.Post(RoomCommand.Moderate(new ModerationAct(ModerationVerb.Say, "hello", null, "console"), out Task<ModerationResult> said));
        await store.IsHanging.Task.WaitAsync(s_patience);
        Assert.False(store.IsOnPool);
        Assert.False(said.IsCompleted);
        store.GoOn.Set();
        Assert.True((await said.WaitAsync(s_patience)).IsDone);
    }

    [Fact]
    public async Task What_was_posted_before_the_end_is_carried_out()
    {
        var site = new Site();
        RoomMember member = site.Enter();
        for (int i = 0; i < 1000; i++)
            site.Writer.Post(RoomCommand.Say(member, "alice: hello"u8));
        site.Writer.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
        await site.DisposeAsync();
        Assert.Equal(1000ul, site.Store.Kept.LastSequence);
        Assert.Equal(member.ClientId, Assert.Single(await answer).Client);
        Assert.True(site.Writer.Completion.IsCompletedSuccessfully);
    }

    private sealed class HangingStore : IRoomStore
    {
        public TaskCompletionSource IsHanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim GoOn { get; } = new();

        public bool IsOnPool { get; private set; }

        public RoomMemory Read() => RoomMemory.None;

        public void Commit(RoomChanges changes)
        {
            IsOnPool = Thread.CurrentThread.IsThreadPoolThread;
            IsHanging.TrySetResult();
            Assert.True(GoOn.Wait(s_patience));
        }

        public void Dispose() => GoOn.Dispose();
    }

    /// <summary>A room that runs, and members without doors: what they are sent is opened with the one key that all of them have.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private static readonly byte[] s_key = new byte[32];
        private readonly RoomIdentity _identity = new(RoomUnderTest.NewId(), new PrincipalName("Printer 10"), new KeyMaterial(s_key));

        public Site() => Writer = new RoomWriter(
            new ChatRoom(new RoomOptions { MessageRate = Rate.Unlimited, History = 10_000 }, Store, new RecordingRoomObserver(), TimeProvider.System), TimeProvider.System);

        public InMemoryRoomStore Store { get; } = new();

        public RoomWriter Writer { get; }

        public RoomMember Enter() => Enter(RoomUnderTest.NewId(), new MemberFeed(static () => { }));

        public async Task AnswerAsync()
        {
            Writer.Post(RoomCommand.ListForOperator(out Task<IReadOnlyList<PresentMember>> answer));
            await answer.WaitAsync(s_patience);
        }

        /// <summary>Subscribes, and reads as a connection's sender does, until so many events have come or the room has ended it.</summary>
        public Task<List<RoomEventRecord>> ReadUntilAsync(int count, PrincipalId? client = null)
        {
            var signal = new SemaphoreSlim(0);
            var feed = new MemberFeed(() => signal.Release());
            feed.Open(s_key, default);
            RoomMember member = Enter(client ?? RoomUnderTest.NewId(), feed);
            Writer.Post(RoomCommand.Subscribe(member, new PrincipalName($"{member.ClientId}"), client is null ? 0 : ulong.MaxValue));
            return Task.Run(async () =>
            {
                var session = new ClientSession(member.ClientId, new SessionTicket(_identity.Id, new KeyMaterial(s_key), default, new byte[137]), TimeProvider.System, TimeZoneInfo.Utc);
                var output = new ArrayBufferWriter<byte>();
                var events = new List<RoomEventRecord>();
                FeedStatus status = FeedStatus.Idle;
                while (events.Count < count && status != FeedStatus.Close)
                {
                    Assert.True(await signal.WaitAsync(s_patience));
                    do
                        status = feed.WriteTo(output, 256);
                    while (status is FeedStatus.More or FeedStatus.Written);
                    events.AddRange(ReceivedPacket.CutAll(output.WrittenMemory).Where(static p => p.Code == 1606).Select(p => session.OpenEvent(p.Payload)!));
                    output.ResetWrittenCount();
                }

                return events;
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            Store.Dispose();
        }

        private RoomMember Enter(PrincipalId client, MemberFeed feed)
        {
            var member = new RoomMember(new IPEndPoint(IPAddress.Loopback, 1), feed) { ClientId = client };
            UInt128 digest = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(Guid.NewGuid().ToByteArray());
            Writer.Post(RoomCommand.Enter(member, new Admission(client, new KeyMaterial(s_key), new RememberedAuthenticator(digest, DateTimeOffset.MaxValue), default, default, true)));
            return member;
        }
    }
}
