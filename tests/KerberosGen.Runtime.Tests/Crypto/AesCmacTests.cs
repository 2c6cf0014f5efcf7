using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;

namespace KerberosGen.Runtime.Tests.Crypto;

/// <summary>The kept MAC is plain AES-256-CMAC, message after message.</summary>
public sealed class AesCmacTests
{
    private static readonly byte[] Key = Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

    private static readonly byte[] Message = Convert.FromHexString(
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

    // A MAC has corners at whole blocks, and its room for a message at 4,096 bytes.
    private static readonly Gen<int> Sizes = Gen.OneOf(
        Gen.Choose(0, 70),
        Gen.Choose(0, 20_000),
        Gen.Choose(0, 5).Select(blocks => blocks * 16),
        Gen.Choose(4096 - 40, 4096 + 40));

    private static readonly Gen<Step> Steps =
        from size in Sizes
        from key in Gen.Choose(0, 2)
        from seed in RandomChecks.Seeds
        select new Step(key, size, seed);

    /// <summary>NIST's examples for AES-256 (SP 800-38B, 'CMAC with AES-256'): how much of the message, and its MAC.</summary>
    public static TheoryData<int, string> NistExamples => new()
    {
        { 0, "028962f61b7bf89efc6b551f4667d983" },
        { 16, "28a7023f452e8f82bd4bf28d8c37c35c" },
        { 20, "156727dc0878944a023c1fe03bad6d93" },
        { 40, "aaf3d8f1de5640c232f5b169b9c911e6" },
        { 64, "e1992190549f6ed5696a2c056c315410" },
    };

    [Theory, MemberData(nameof(NistExamples))]
    public void The_examples_of_SP_800_38B_hold(int size, string expected)
    {
        using var mac = new AesCmac(Key);
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected, Convert.ToHexStringLower(Of(mac, Message.AsSpan(0, size))));
    }

    [Theory, MemberData(nameof(NistExamples))]
    public void The_examples_of_SP_800_38B_hold_for_what_we_compare_with(int size, string expected)
    {
        Assert.Equal(expected, Convert.ToHexStringLower(OpenSsl.Cmac(Key, Message[..size])));
        Assert.Equal(expected, Convert.ToHexStringLower(PlainCmac.Compute(Key, Message.AsSpan(0, size))));
    }

    [Fact]
    public void Messages_of_many_sizes_agree_with_the_openssl_command()
    {
        // Every size around the first blocks, some of any up to 300, and some that are long.
        var random = new Random(4493);
        int[] sizes =
        [
            .. Enumerable.Range(0, 18), 31, 32, 33, 47, 48, 49, .. Enumerable.Range(0, 30).Select(_ => random.Next(34, 301)),
            4079, 4080, 4081, 4095, 4096, 4097, 4112, 8191, 8192, 8193, 16_384, .. Enumerable.Range(0, 6).Select(_ => random.Next(301, 20_001)),
        ];
        foreach (int[] batch in sizes.Chunk(8))
        {
            byte[] key = RandomChecks.Bytes(random, 32);
            using var mac = new AesCmac(key);
            foreach (int size in batch)
            {
                byte[] message = RandomChecks.Bytes(random, size);
                Assert.Equal((size, Convert.ToHexStringLower(OpenSsl.Cmac(key, message))), (size, Convert.ToHexStringLower(Of(mac, message))));
            }
        }
    }

    [Fact]
    public void Any_sequence_of_messages_under_several_keys_agrees_with_the_standards_own_steps() =>
        RandomChecks.ForAll(Steps.ArrayOf(12), steps =>
        {
            byte[][] keys = [Key, new byte[32], RandomChecks.Bytes(new Random(steps.Length), 32)];
            AesCmac[] macs = [.. keys.Select(key => new AesCmac(key))];
            foreach (Step step in steps)
            {
                byte[] message = RandomChecks.Bytes(new Random(step.Seed), step.Size);
                Assert.Equal(PlainCmac.Compute(keys[step.Key], message), Of(macs[step.Key], message));
            }

            Array.ForEach(macs, mac => mac.Dispose());
        }, samples: 200);

    [Fact]
    public void Two_macs_in_a_row_know_nothing_of_each_other()
    {
        using var mac = new AesCmac(Key);
        byte[] first = Of(mac, Message);
        foreach (int size in (int[])[0, 1, 16, 17, 5000, 64])
            Of(mac, new byte[size]);
        Assert.Equal(first, Of(mac, Message));
    }

    [Fact]
    public void Keys_of_several_threads_do_not_disturb_each_other() =>
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var random = new Random(thread);
            byte[] key = RandomChecks.Bytes(random, 32);
            using var mac = new AesCmac(key);
            for (int i = 0; i < 50; i++)
            {
                byte[] message = RandomChecks.Bytes(random, random.Next(300));
                Assert.Equal(PlainCmac.Compute(key, message), Of(mac, message));
            }
        });

    [Fact]
    public void A_message_is_left_as_it_was_and_only_16_bytes_are_written()
    {
        using var mac = new AesCmac(Key);
        byte[] message = [.. Message];
        byte[] made = [.. Enumerable.Repeat((byte)0xAA, 20)];
        mac.Compute(message, made);
        Assert.Equal(Message, message);
        Assert.Equal("e1992190549f6ed5696a2c056c315410aaaaaaaa", Convert.ToHexStringLower(made));
    }

    [Fact]
    public void A_mac_may_be_written_over_its_message()
    {
        using var mac = new AesCmac(Key);
        byte[] message = [.. Message];
        mac.Compute(message, message);
        Assert.Equal("e1992190549f6ed5696a2c056c315410", Convert.ToHexStringLower(message.AsSpan(0, 16)));
    }

    [Fact]
    public void The_key_is_copied()
    {
        byte[] key = [.. Key];
        using var mac = new AesCmac(key);
        key.AsSpan().Clear();
        Assert.Equal("28a7023f452e8f82bd4bf28d8c37c35c", Convert.ToHexStringLower(Of(mac, Message.AsSpan(0, 16))));
    }

    [Fact]
    public void Wrong_sizes_are_the_callers_mistake_and_leave_the_next_message_alone()
    {
        using var mac = new AesCmac(Key);
        Assert.Throws<ArgumentException>(() => new AesCmac(new byte[16]));
        Assert.Throws<ArgumentException>(() => new AesCmac(new byte[33]));
        Assert.Throws<ArgumentException>(() => mac.Compute(new byte[4], new byte[15]));
        Assert.Equal("28a7023f452e8f82bd4bf28d8c37c35c", Convert.ToHexStringLower(Of(mac, Message.AsSpan(0, 16))));
    }

    [Fact]
    public void Once_disposed_it_makes_nothing_more()
    {
        var mac = new AesCmac(Key);
        Of(mac, Message);
        mac.Dispose();
        mac.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Of(mac, Message));
    }

    [Fact]
    public void It_never_prints_its_key()
    {
        using var mac = new AesCmac("AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH"u8);
        Assert.Equal("AesCmac", mac.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(155)]
    [InlineData(9_000)]
    public void A_message_allocates_nothing(int size)
    {
        using var mac = new AesCmac(Key);
        byte[] message = new byte[size];
        byte[] made = new byte[16];
        for (int i = 0; i < 100; i++)
            mac.Compute(message, made);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            mac.Compute(message, made);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Of(AesCmac mac, ReadOnlySpan<byte> message)
    {
        byte[] made = new byte[AesCmac.Size];
        mac.Compute(message, made);
        return made;
    }

    private sealed record Step(int Key, int Size, int Seed);
}
