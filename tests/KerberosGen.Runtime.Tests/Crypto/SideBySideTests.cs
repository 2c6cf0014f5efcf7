using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>Messages worked on side by side become what they become one after another.</summary>
public sealed class SideBySideTests
{
    private static readonly byte[] Key = Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

    private static readonly Gen<int> Sizes = Gen.OneOf(
        Gen.Choose(0, 70), Gen.Choose(0, 300), Gen.Choose(0, 3_000), Gen.Choose(0, 5).Select(static blocks => blocks * 16), Gen.Constant(112));

    private static readonly Gen<Together> Batches =
        from count in Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, AesCbc.MaxTogether), Gen.Constant(AesCbc.MaxTogether))
        from sizes in Sizes.ArrayOf(count)
        from gap in Gen.Choose(0, 20)
        from seed in RandomChecks.Seeds
        select new Together(sizes, gap, seed);

    [Fact]
    public void Macs_side_by_side_are_those_of_one_message_after_another() =>
        RandomChecks.ForAll(Batches, batch =>
        {
            using var mac = new AesCmac(Key);
            byte[] buffer = batch.Lay(static size => size, out Range[] messages);
            byte[] before = [.. buffer];
            byte[] macs = new byte[messages.Length * AesCmac.Size];
            mac.ComputeEach(buffer, messages, macs);
            Assert.Equal(messages.SelectMany(message => PlainCmac.Compute(Key, before.AsSpan()[message])), macs);
            Assert.Equal(before, buffer);

            // Neither way disturbs the other.
            byte[] one = new byte[AesCmac.Size];
            foreach (Range message in messages)
            {
                mac.Compute(buffer.AsSpan()[message], one);
                mac.ComputeEach(buffer, messages, macs);
                Assert.Equal(PlainCmac.Compute(Key, buffer.AsSpan()[message]), one);
            }
        }, samples: 100);

    [Fact]
    public void Ciphertexts_side_by_side_are_those_of_one_message_after_another() =>
        RandomChecks.ForAll(Batches, batch =>
        {
            using var cipher = new AesCbc(Key);
            byte[] buffer = batch.Lay(static size => size / AesCbc.BlockSize * AesCbc.BlockSize, out Range[] messages);
            byte[] ivs = RandomChecks.Bytes(new Random(batch.Seed), messages.Length * AesCbc.BlockSize);
            byte[] expected = [.. buffer];
            using var plain = System.Security.Cryptography.Aes.Create();
            plain.Key = Key;
            for (int i = 0; i < messages.Length; i++)
            {
                byte[] ciphertext = plain.EncryptCbc(expected.AsSpan()[messages[i]], ivs.AsSpan(i * AesCbc.BlockSize, AesCbc.BlockSize), System.Security.Cryptography.PaddingMode.None);
                ciphertext.CopyTo(expected.AsSpan()[messages[i]]);
            }

            byte[] first = new byte[32];
            cipher.Encrypt(new byte[16], new byte[32], first, CipherPadding.None);
            cipher.EncryptEach(buffer, messages, ivs);
            Assert.Equal(expected, buffer);
            byte[] again = new byte[32];
            cipher.Encrypt(new byte[16], new byte[32], again, CipherPadding.None);
            Assert.Equal(first, again);
        }, samples: 100);

    [Fact]
    public void Wrong_sizes_are_the_callers_mistake_and_nothing_is_encrypted()
    {
        using var cipher = new AesCbc(Key);
        using var mac = new AesCmac(Key);
        byte[] buffer = new byte[64];
        var tooMany = new Range[AesCbc.MaxTogether + 1];
        Assert.Throws<ArgumentException>(() => mac.ComputeEach(buffer, tooMany, new byte[16 * tooMany.Length]));
        Assert.Throws<ArgumentException>(() => mac.ComputeEach(buffer, [0..16, 16..32], new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => mac.ComputeEach(buffer, [0..16, 60..65], new byte[32]));
        Assert.Throws<ArgumentException>(() => cipher.EncryptEach(buffer, tooMany, new byte[16 * tooMany.Length]));
        Assert.Throws<ArgumentException>(() => cipher.EncryptEach(buffer, [0..16, 16..32], new byte[31]));
        Assert.Throws<ArgumentException>(() => cipher.EncryptEach(buffer, [0..16, 16..33], new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cipher.EncryptEach(buffer, [0..16, 64..80], new byte[32]));
        Assert.Equal(new byte[64], buffer);
    }

    [Fact]
    public void Messages_side_by_side_allocate_nothing()
    {
        using var cipher = new AesCbc(Key);
        using var mac = new AesCmac(Key);
        byte[] buffer = new byte[AesCbc.MaxTogether * 112];
        Range[] messages = [.. Enumerable.Range(0, AesCbc.MaxTogether).Select(static i => (i * 112)..((i + 1) * 112))];
        byte[] ivs = new byte[AesCbc.MaxTogether * AesCbc.BlockSize];
        Work(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work(int times)
        {
            for (int i = 0; i < times; i++)
            {
                mac.ComputeEach(buffer, messages, ivs);
                cipher.EncryptEach(buffer, messages, ivs);
            }
        }
    }

    [Fact]
    public void Once_disposed_they_make_nothing_more()
    {
        var cipher = new AesCbc(Key);
        var mac = new AesCmac(Key);
        byte[] buffer = new byte[16];
        mac.ComputeEach(buffer, [0..16], new byte[16]);
        cipher.EncryptEach(buffer, [0..16], new byte[16]);
        mac.Dispose();
        cipher.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mac.ComputeEach(buffer, [0..16], new byte[16]));
        Assert.Throws<ObjectDisposedException>(() => cipher.EncryptEach(buffer, [0..16], new byte[16]));
    }

    private sealed record Together(int[] Sizes, int Gap, int Seed)
    {
        /// <summary>Random messages with a gap after each.</summary>
        public byte[] Lay(Func<int, int> sizeOf, out Range[] messages)
        {
            messages = new Range[Sizes.Length];
            int at = 0;
            for (int i = 0; i < Sizes.Length; i++)
            {
                messages[i] = at..(at + sizeOf(Sizes[i]));
                at = messages[i].End.Value + Gap;
            }

            return RandomChecks.Bytes(new Random(Seed), at);
        }
    }
}
