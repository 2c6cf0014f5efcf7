using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests.Rooms;

/// <summary>A connection's sender between its feed and its pipe. It is woken by the room, so its failures must stay its own.</summary>
public sealed class RoomSenderTests
{
    [Fact]
    public async Task A_lone_answer_goes_out_at_once()
    {
        var toPeer = new WatchedPipe();
        RoomSender sender = Sender(toPeer);
        Task sending = sender.RunAsync();
        sender.Feed.Answer(RoomAnswer.Kept);
        sender.Feed.Wake();
        Assert.Equal(7, await toPeer.ReadAsync(7));
        Assert.False(sending.IsCompleted);
        sender.End();
        await sending.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task What_gathers_while_a_slow_peer_does_not_read_follows_in_whole_packets_and_few_flushes()
    {
        var toPeer = new WatchedPipe(pause: 64);
        RoomSender sender = Sender(toPeer);
        Task sending = sender.RunAsync();
        for (int i = 0; i < 20_000; i++)
        {
            sender.Feed.Answer(RoomAnswer.Kept);
            sender.Feed.Wake();
        }

        Assert.Equal(20_000 * 7, await toPeer.ReadAsync(20_000 * 7));
        Assert.InRange(toPeer.Flushes, 1, 20_000 / 2);
        Assert.Equal(1, toPeer.MostFlushesAtOnce);
        Assert.All(toPeer.FlushSizes, static size => Assert.Equal(0, size % 7));
        sender.End();
        await sending.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task No_more_than_the_budget_and_a_packet_waits_for_a_peer_that_reads_nothing()
    {
        var toPeer = new WatchedPipe(pause: 64 * 1024);
        RoomSender sender = Sender(toPeer);
        Task sending = sender.RunAsync();
        var list = new MemberEntry[100];
        for (int i = 0; i < 500; i++)
            sender.Feed.Answer(RoomAnswer.Members(list));
        sender.Feed.Wake();
        await Patience.UntilAsync(() => toPeer.FlushSizes.Count > 0);
        Assert.InRange(toPeer.Unread, 64 * 1024, (64 * 1024) + (ResponseHeader.Size + (100 * MemberEntry.Size)));
        Assert.True(sender.IsSending);
        toPeer.Reader.Complete();
        await sending.WaitAsync(Patience.Limit);
        Assert.True(sender.IsDone);
    }

    [Fact]
    public async Task A_connection_that_failed_does_not_throw_at_who_wakes_it()
    {
        var toPeer = new WatchedPipe();
        RoomSender sender = Sender(toPeer);
        Task sending = sender.RunAsync();
        toPeer.Reader.Complete(new IOException("The cable was cut."));
        for (int i = 0; i < 3; i++)
        {
            sender.Feed.Answer(RoomAnswer.Kept);
            sender.Feed.Wake();
        }

        await Task.WhenAny(sending).WaitAsync(Patience.Limit);
        Assert.True(sender.IsDone);
    }

    [Fact]
    public async Task After_the_last_answer_nothing_is_sent()
    {
        var toPeer = new WatchedPipe();
        RoomSender sender = Sender(toPeer);
        Task sending = sender.RunAsync();
        sender.Feed.Answer(RoomAnswer.MayGo);
        sender.Feed.Answer(RoomAnswer.Kept);
        sender.Feed.Wake();
        await sending.WaitAsync(Patience.Limit);
        Assert.True(sender.IsClosed);
        Assert.Equal([7], toPeer.FlushSizes);
        Assert.Equal(SymmetricKeyAck.Code, BinaryPrimitives.ReadUInt16LittleEndian(toPeer.Peek().AsSpan(1)));
    }

    private static RoomSender Sender(WatchedPipe toPeer)
    {
        var context = new DefaultConnectionContext("memory", new DuplexPipe(new Pipe().Reader, toPeer), new DuplexPipe(new Pipe().Reader, toPeer))
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 5000),
        };
        return new RoomSender(new ServedConnection(context, place: null, CancellationToken.None), Services(), new WakeSignal());
    }

    private static RoomServices Services()
    {
        var identity = new RoomIdentity(KdcSite.Id(2), new PrincipalName("Printer 10"), new KeyMaterial(new byte[32]));
        return new RoomServices(
            new RoomDoor(identity, Site.Generous, TimeProvider.System),
            new NoHost(),
            Task.Delay(Timeout.Infinite),
            new RecordingObserver(),
            new ServerLimits(),
            new RoomLimits(),
            new RoomPlaces(100, 100, TimeProvider.System, NullLogger.Instance),
            new RoomConnectionLog(NullLogger.Instance),
            TimeProvider.System);
    }

    private sealed class NoHost : IRoomHost
    {
        public void Post(RoomCommand command)
        {
        }
    }

    private sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
