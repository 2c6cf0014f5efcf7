using KerberosGen.Inspection.Captures;
using Xunit;

namespace KerberosGen.Inspection.Tests.Captures;

public sealed class PcapngReaderTests
{
    private static readonly byte[] Frame = [.. Enumerable.Range(1, 13).Select(i => (byte)i)];
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData(null, 1_700_000_000_000_000, 0)]
    [InlineData((byte)6, 1_700_000_000_250_000, 250)]
    [InlineData((byte)9, 1_700_000_000_250_000_000, 250)]
    [InlineData((byte)3, 1_700_000_000_250, 250)]
    [InlineData((byte)0, 1_700_000_000, 0)]
    [InlineData((byte)7, 17_000_000_002_500_000, 250)]
    [InlineData((byte)0x80, 1_700_000_000, 0)]
    [InlineData((byte)0x8a, (1_700_000_000L << 10) + 256, 250)]
    [InlineData((byte)0x9e, (1_700_000_000L << 30) + (1 << 28), 250)]
    public void Times_count_in_any_power_of_ten_or_two(byte? resolution, long units, int milliseconds)
    {
        foreach (bool bigEndian in (bool[])[false, true])
        {
            byte[] file = new PcapngBuilder().Section(bigEndian).Interface(resolution: resolution).Enhanced(Frame, (ulong)units).ToArray();

            Assert.Equal(Moment.AddMilliseconds(milliseconds), Assert.Single(Read(file)).Time);
        }
    }

    [Fact]
    public void An_offset_of_the_interface_is_added_and_a_time_beyond_every_calendar_is_the_last_one()
    {
        byte[] file = new PcapngBuilder().Section()
            .Interface(offset: 1_700_000_000).Interface(resolution: 12).Interface(resolution: 0, offset: long.MinValue)
            .Enhanced(Frame, 5_000_000).Enhanced(Frame, ulong.MaxValue, 1).Enhanced(Frame, 1, 2).Enhanced(Frame, ulong.MaxValue)
            .ToArray();

        Assert.Equal(
            [Moment.AddSeconds(5), DateTimeOffset.UnixEpoch.AddTicks((long)(ulong.MaxValue / 100_000)), DateTimeOffset.MinValue, DateTimeOffset.MaxValue],
            Read(file).Select(f => f.Time));
    }

    [Fact]
    public void Sections_of_either_byte_order_have_interfaces_of_their_own_and_packets_of_every_kind()
    {
        byte[] file = new PcapngBuilder()
            .Section().Interface(1).Interface(101, resolution: 9).Enhanced(Frame, 7_000_000_000, 1).Obsolete(Frame.AsSpan(1), 3_000_000)
            .Section(bigEndian: true).Interface(113, snapLength: 8).Simple(Frame.AsSpan(0, 8), original: 13).Obsolete(Frame.AsSpan(2), 4_000_000)
            .ToArray();

        List<CapturedFrame> frames = Read(file);

        Assert.Equal([LinkType.Raw, LinkType.Ethernet, LinkType.LinuxSll, LinkType.LinuxSll], frames.Select(f => f.LinkType));
        Assert.Equal([7, 3, 0, 4], frames.Select(f => f.Time.ToUnixTimeSeconds()));
        Assert.Equal([Frame, Frame[1..], Frame[..8], Frame[2..]], frames.Select(f => f.Bytes.ToArray()));
        Assert.Equal([13u, 12, 13, 11], frames.Select(f => f.OriginalLength));
    }

    [Fact]
    public void A_block_that_is_not_known_is_passed_over_whatever_its_size()
    {
        byte[] file = new PcapngBuilder().Section().Block(0xbad, new byte[3 * 1024 * 1024]).Interface().Block(10, [1, 2, 3, 4]).Enhanced(Frame).ToArray();

        Assert.Equal(Frame, Assert.Single(Read(file)).Bytes.ToArray());
    }

    [Fact]
    public void A_file_cut_anywhere_gives_what_is_there_and_says_that_it_is_cut()
    {
        byte[] beginning = new PcapngBuilder().Section().Interface().ToArray();
        byte[] whole = new PcapngBuilder().Section().Interface().Enhanced(Frame).ToArray();
        for (int size = 0; size < whole.Length; size++)
        {
            CaptureReader reader = CaptureReader.OpenPcapng(new MemoryStream(whole, 0, size));
            List<CapturedFrame> frames = [.. reader.ReadFrames()];

            Assert.Equal(size is not (0 or 28) && size != beginning.Length, reader.IsCut);
            int kept = size - beginning.Length - 28;
            Assert.Equal(kept >= 0 ? [Frame[..Math.Min(kept, Frame.Length)]] : [], frames.Select(f => f.Bytes.ToArray()));
        }
    }

    [Theory]
    [InlineData("0600000000000000", "a block of 0 bytes cannot be")]
    [InlineData("060000000d000000", "a block of 13 bytes cannot be")]
    [InlineData("0600000000000010", "a block of 268435456 bytes cannot be: the limit is 16777216")]
    [InlineData("06000000200000000000000000000000000000000000000000000000", "a packet of interface 0, which is not described")]
    [InlineData("06000000200000000000000000000000000000000100000000000000", "a packet of 1 bytes does not fit in its block")]
    public void A_broken_block_is_refused_with_its_place(string block, string message)
    {
        byte[] file = [.. new PcapngBuilder().Section().ToArray(), .. Convert.FromHexString(block)];

        var error = Assert.Throws<CaptureFormatException>(() => Read(file));

        Assert.Equal((message, 28), (error.Message, error.Offset));
    }

    private static List<CapturedFrame> Read(byte[] file) => [.. CaptureReader.OpenPcapng(new MemoryStream(file)).ReadFrames()];
}
