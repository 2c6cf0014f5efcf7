using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>Random blocks and bytes: each handed out once, none of them zero where that is asked for.</summary>
public sealed class RandomTests
{
    // Block n of the source is the number n, so that equal blocks are the same block.
    private static byte BlockNumber(int position) => (byte)((position / 16) >> (position % 16 * 8 % 32));

    [Fact]
    public void Blocks_are_drawn_64_at_a_time_and_handed_out_once()
    {
        var source = new ScriptedSource(BlockNumber);
        var blocks = new RandomBlocks(source);
        var seen = new HashSet<string>();
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal((i + 63) / 64, source.Draws.Count);
            ReadOnlySpan<byte> block = blocks.Next();
            Assert.Equal(16, block.Length);
            Assert.Equal(i, BitConverter.ToInt32(block));
            Assert.True(seen.Add(Convert.ToHexString(block)));
        }

        Assert.Equal([1024, 1024, 1024, 1024], source.Draws);
    }

    [Fact]
    public void Cleared_blocks_are_never_handed_out()
    {
        var blocks = new RandomBlocks(new ScriptedSource(BlockNumber));
        blocks.Next();
        blocks.Clear();
        Assert.Equal(64, BitConverter.ToInt32(blocks.Next()));
        Assert.Equal(65, BitConverter.ToInt32(blocks.Next()));
    }

    [Fact]
    public void The_platforms_blocks_do_not_repeat()
    {
        var blocks = new RandomBlocks(SystemRandomSource.Instance);
        var seen = new HashSet<string>();
        for (int i = 0; i < 1_000; i++)
            Assert.True(seen.Add(Convert.ToHexString(blocks.Next())));
    }

    [Fact]
    public void A_block_allocates_nothing()
    {
        var blocks = new RandomBlocks(SystemRandomSource.Instance);
        for (int i = 0; i < 200; i++)
            blocks.Next();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
            blocks.Next();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Zeros_are_drawn_again_and_the_other_bytes_kept()
    {
        byte[] script = [7, 0, 9, 0, /* again: */ 0, 0, 5, 0, 6];
        IRandomSource source = new ScriptedSource(position => script[position]);
        byte[] filled = new byte[4];
        source.FillWithoutZeros(filled);
        Assert.Equal([7, 5, 9, 6], filled);
    }

    [Fact]
    public void No_byte_of_the_platform_is_zero_where_that_is_asked_for()
    {
        byte[] filled = new byte[100_000];
        ((IRandomSource)SystemRandomSource.Instance).FillWithoutZeros(filled);
        Assert.DoesNotContain((byte)0, filled);
        Assert.Equal(255, filled.Distinct().Count());
    }
}
