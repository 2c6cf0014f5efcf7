using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using KerberosGen.Clients;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace KerberosGen.Hosting.Tests;

public sealed class PacketServerTests
{
    private static readonly ServerLimits ShortDrain = new() { DrainTimeout = TimeSpan.FromMilliseconds(200) };

    [Fact]
    public async Task A_server_that_stops_closes_its_connections()
    {
        Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom room = await site.AddRoomAsync("Printer 10");
        using RawPeer kdc = await RawPeer.ConnectAsync(site.Kdc), quiet = await RawPeer.ConnectAsync(room.EndPoint);
        Member ann = await site.AddMemberAsync("ann");
        await using ChatConnection chat = await ann.EnterAsync(room);
        await site.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.Empty(await kdc.ReceiveToEndAsync());
        Assert.Empty(await quiet.ReceiveToEndAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => chat.SendAsync("ann: hello?", Patience.Token));
        await Assert.ThrowsAsync<SocketException>(() => RawPeer.ConnectAsync(room.EndPoint));
    }

    [Fact]
    public async Task A_connection_that_does_not_heed_the_end_is_aborted_after_the_drain_timeout()
    {
        var begun = new TaskCompletionSource();
        PacketServer server = Start(
            async connection =>
            {
                begun.SetResult();
                while (!(await connection.Transport.Input.ReadAsync(CancellationToken.None)).IsCompleted)
                {
                }
            });
        using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
        await begun.Task.WaitAsync(Patience.Limit);
        await server.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(0, server.ConnectionCount);
        Assert.Empty(await peer.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_peer_that_does_not_take_its_last_answers_loses_its_place_after_the_drain_timeout()
    {
        var ended = new TaskCompletionSource();
        await using PacketServer server = Start(
            connection =>
            {
                connection.Transport.Output.Write(new byte[32 * 1024 * 1024]);
                ValueTask<System.IO.Pipelines.FlushResult> notAwaited = connection.Transport.Output.FlushAsync(CancellationToken.None);
                Assert.False(notAwaited.IsCompleted);
                ended.SetResult();
                return Task.CompletedTask;
            });
        using RawPeer peer = await RawPeer.ConnectAsync(server.EndPoint);
        await ended.Task.WaitAsync(Patience.Limit);
        for (DateTime until = DateTime.UtcNow + Patience.Limit; server.ConnectionCount > 0 && DateTime.UtcNow < until;)
            await Task.Delay(10);
        Assert.Equal(0, server.ConnectionCount);
    }

    [Fact]
    public async Task A_failure_on_one_connection_ends_that_one_alone()
    {
        int served = 0;
        await using PacketServer server = Start(
            async connection =>
            {
                // The peer has said something: it is connected, and not told of the end while it still connects.
                ReadResult said = await connection.Transport.Input.ReadAsync(Patience.Token);
                connection.Transport.Input.AdvanceTo(said.Buffer.End);
                if (Interlocked.Increment(ref served) == 1)
                    throw new InvalidOperationException("a bug");
                connection.Transport.Output.Write("fine"u8);
                await connection.Transport.Output.FlushAsync(Patience.Token);
            });
        using RawPeer first = await RawPeer.ConnectAsync(server.EndPoint);
        await first.SendAsync([1]);
        Assert.Empty(await first.ReceiveToEndAsync());
        using RawPeer second = await RawPeer.ConnectAsync(server.EndPoint);
        await second.SendAsync([1]);
        Assert.Equal("fine"u8.ToArray(), await second.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_words()
    {
        await using PacketServer server = Start(static _ => Task.CompletedTask);
        var taken = Assert.Throws<AddressInUseException>(
            () => PacketServer.Start(server.EndPoint, new PacketService(static _ => Task.CompletedTask), ShortDrain, tap: null, NullLoggerFactory.Instance));
        Assert.Equal($"{server.EndPoint} is in use.", taken.Message);
    }

    [Fact]
    public async Task Rooms_stop_and_start_one_by_one_on_their_ports()
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented);
        SiteRoom steady = await site.AddRoomAsync("Printer 10");
        await using Conversation conversation = await Conversation.StartAsync(site, steady);
        Member cem = await site.AddMemberAsync("cem");
        KeyMaterial key = KeyMaterial.NewWithoutZeros(32, SystemRandomSource.Instance);
        (RoomIdentity identity, IPEndPoint endPoint) = await RoomRegistration.RegisterAsync(
            site.Kdc, new PrincipalName("Printer 20"), key, Site.AnyPort, overUdp: false, Patience.Token);
        for (int i = 0; i < 10; i++)
        {
            await using RoomServer server = site.StartRoom(identity, endPoint, TimeProvider.System, out _);
            Assert.Equal(endPoint, server.EndPoint);
            // A connection that the server closes first leaves the port in TIME_WAIT.
            ChatConnection chat = await cem.EnterAsync(new SiteRoom(identity, server, new SettableClock()));
            await chat.SendAsync($"cem: {i}", Patience.Token);
            await server.DisposeAsync();
            await chat.DisposeAsync();
        }

        await conversation.EndAndCheckAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_room_listens_exactly_where_the_KDC_saw_it_each_time(bool overUdp)
    {
        await using Site site = await Site.StartAsync(WireLayout.Documented, overUdp: overUdp);
        Member ann = await site.AddMemberAsync("ann", overUdp);
        for (int i = 0; i < 30; i++)
        {
            SiteRoom room = await site.AddRoomAsync($"Printer {i}0", overUdp);
            Assert.Equal(site.Store.Services[^1].EndPoint, room.EndPoint);
            await using ChatConnection chat = await ann.EnterAsync(room);
        }
    }

    private static PacketServer Start(Func<ConnectionContext, Task> serve) =>
        PacketServer.Start(Site.AnyPort, new PacketService(connection => serve(connection.Context)), ShortDrain, tap: null, NullLoggerFactory.Instance);
}
