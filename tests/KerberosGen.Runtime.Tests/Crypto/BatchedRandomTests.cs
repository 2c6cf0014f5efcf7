using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

public sealed class BatchedRandomTests
{
    [Fact]
    public void Bytes_come_in_the_order_of_the_source_and_are_drawn_4096_at_a_time()
    {
        var source = new CountingSource();
        using var batched = new BatchedRandomSource(source);
        Span<byte> taken = stackalloc byte[48];
        for (int i = 0; i < 85; i++)
        {
            batched.Fill(taken);
            for (int at = 0; at < taken.Length; at++)
                Assert.Equal((byte)((i * 48) + at), taken[at]);
        }

        Assert.Equal(1, source.Draws);
        batched.Fill(taken);
        Assert.Equal(2, source.Draws);
    }

    [Fact]
    public void More_than_a_batch_is_drawn_at_once()
    {
        var source = new CountingSource();
        using var batched = new BatchedRandomSource(source);
        byte[] taken = new byte[5000];
        batched.Fill(taken);
        Assert.Equal(1, source.Draws);
        Assert.Equal(unchecked((byte)4999), taken[^1]);
    }

    [Fact]
    public async Task No_byte_is_handed_out_twice_however_many_threads_ask()
    {
        using var batched = new BatchedRandomSource(SystemRandomSource.Instance);
        IEnumerable<UInt128>[] drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var blocks = new List<UInt128>();
                byte[] block = new byte[16];
                for (int i = 0; i < 5000; i++)
                {
                    batched.Fill(block);
                    blocks.Add(BitConverter.ToUInt128(block));
                }

                return (IEnumerable<UInt128>)blocks;
            },
            TaskCreationOptions.LongRunning)));
        List<UInt128> all = [.. drawn.SelectMany(static b => b)];
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public void Bytes_without_zeros_have_none()
    {
        using var batched = new BatchedRandomSource(SystemRandomSource.Instance);
        IRandomSource source = batched;
        byte[] key = new byte[32];
        for (int i = 0; i < 2000; i++)
        {
            source.FillWithoutZeros(key);
            Assert.DoesNotContain((byte)0, key);
        }
    }

    /// <summary>0, 1, 2, ... over all that is drawn.</summary>
    private sealed class CountingSource : IRandomSource
    {
        private int _next;

        public int Draws { get; private set; }

        public void Fill(Span<byte> destination)
        {
            Draws++;
            foreach (ref byte b in destination)
                b = (byte)_next++;
        }
    }
}
