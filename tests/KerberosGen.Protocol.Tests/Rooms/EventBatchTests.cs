using System.Buffers;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Runtime.Tests;

namespace KerberosGen.Protocol.Tests.Rooms;

/// <summary>Events that are sent together are sealed side by side, and nobody can tell.</summary>
public sealed class EventBatchTests
{
    private static readonly byte[] SessionKey = RandomNumberGenerator.GetBytes(32);
    private static readonly Iv AuthenticatorIv = new(RandomNumberGenerator.GetBytes(16));

    private static readonly Gen<int[]> Sizes =
        from count in Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(60, 70), Gen.Choose(1, 200))
        from sizes in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, 300), Gen.Constant(100), Gen.Choose(0, 9_000), Gen.Choose(EventBatch.MaxSize - 100, EventBatch.MaxSize + 100)).ArrayOf(count)
        select sizes;

    [Fact]
    public void Events_sealed_together_are_the_bytes_of_one_after_another() =>
        RandomChecks.ForAll(from sizes in Sizes from budget in Gen.Choose(1, 100_000) select (sizes, budget), test =>
        {
            LogEntry start = Log(test.sizes);
            byte[] together = Send(start, test.budget);
            Assert.Equal(Send(start, 1), together);
            Assert.Equal(test.sizes, Opened(together));
        }, samples: 60);

    [Fact]
    public void No_more_is_written_than_the_budget_and_the_event_that_goes_beyond_it()
    {
        LogEntry start = Log([.. Enumerable.Repeat(100, 200)]);
        int size = start.Next!.Packed.Size;
        foreach (int budget in (int[])[1, size, size + 1, 10 * size, (10 * size) + 1, 70 * size])
        {
            using MemberFeed feed = Feed(start);
            var output = new ArrayBufferWriter<byte>();
            // The answer to the subscription comes first, and counts.
            Assert.Equal(FeedStatus.More, feed.WriteTo(output, 1));
            output.ResetWrittenCount();
            Assert.Equal(FeedStatus.More, feed.WriteTo(output, budget));
            Assert.Equal((budget + size - 1) / size * size, output.WrittenCount);
        }
    }

    private static LogEntry Log(int[] sizes)
    {
        var start = new LogEntry(0);
        LogEntry last = start;
        for (int i = 0; i < sizes.Length; i++)
        {
            byte[] content = new byte[sizes[i]];
            content.AsSpan().Fill((byte)('a' + (i % 26)));
            var happened = new RoomEventRecord((ulong)i + 1, DateTimeOffset.UnixEpoch.AddSeconds(i), EventKind.Message, RoomUnderTest.NewId(), content);
            last = last.Next = new LogEntry(happened, last);
        }

        return start;
    }

    private static MemberFeed Feed(LogEntry start)
    {
        var feed = new MemberFeed(static () => { });
        feed.Open(SessionKey, AuthenticatorIv);
        feed.Begin(start, start);
        return feed;
    }

    private static byte[] Send(LogEntry start, int budget)
    {
        using MemberFeed feed = Feed(start);
        var output = new ArrayBufferWriter<byte>();
        while (feed.WriteTo(output, budget) == FeedStatus.More)
        {
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The sizes of the contents, each opened as its subscriber opens it.</summary>
    private static IEnumerable<int> Opened(byte[] sent)
    {
        using var cipher = new AesCbc(SessionKey);
        using AesCmac mac = SyntheticIvKey.Derive(SessionKey, SyntheticIvKey.Event);
        byte[] associated = new byte[AssociatedData.InConnectionSize];
        var sizes = new List<int>();
        foreach (ReceivedPacket packet in ReceivedPacket.CutAll(sent).Where(static packet => packet.Code == RoomEvent.Code))
        {
            Assert.Equal(Codec.UnpackStatus.Done, RoomEvent.Unpack(packet.Payload, out RoomEvent happened).Status);
            AssociatedData.InConnection(AuthenticatorIv, (ulong)sizes.Count, associated);
            Assert.Equal(Opening.Authenticated, happened.TryOpen(cipher, mac, packet.Header, associated, new byte[happened.Content.Length], out ReadOnlySpan<byte> content));
            Assert.Equal(-1, content.IndexOfAnyExcept((byte)('a' + (sizes.Count % 26))));
            sizes.Add(content.Length);
        }

        return sizes;
    }
}
